using Xunit.Sdk;
using Xunit.v3;

// Torch's thread count and random generator belong to the process, so no two tests run at once.
[assembly: Parallelization(Mode = ParallelMode.None)]
