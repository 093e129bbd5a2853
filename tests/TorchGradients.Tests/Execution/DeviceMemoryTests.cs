using TorchGradients.Execution;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class DeviceMemoryTests
{
    const string OfAllocator =
        "CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 79.15 GiB of which 3.12 GiB is free. "
        + "Including non-PyTorch memory, this process has 76.02 GiB memory in use. Of the allocated memory 75.10 GiB is allocated by "
        + "PyTorch, and 12.00 MiB is reserved by PyTorch but unallocated. If reserved but unallocated memory is large try setting "
        + "PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True to avoid fragmentation.\nException raised from malloc at …";

    [Theory]
    [InlineData(OfAllocator)]
    [InlineData("CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported at some other API call")]
    [InlineData("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`")]
    [InlineData("cuDNN error: CUDNN_STATUS_ALLOC_FAILED")]
    [InlineData("[enforce fail at alloc_cpu.cpp:114] data. DefaultCPUAllocator: not enough memory: you tried to allocate 8 bytes.")]
    public void What_libtorch_says_of_too_little_memory_is_recognised(string message)
    {
        Assert.True(DeviceMemory.IsShort(new InvalidOperationException(message)));
        Assert.True(DeviceMemory.IsShort(new InvalidOperationException("outer", new AggregateException(new InvalidOperationException(message)))));
    }

    [Theory]
    [InlineData("CUDA error: an illegal memory access was encountered")]
    [InlineData("CUDA error: device-side assert triggered")]
    [InlineData("The size of tensor a (3) must match the size of tensor b (4)")]
    public void Other_failures_are_not(string message) => Assert.False(DeviceMemory.IsShort(new InvalidOperationException(message)));

    [Fact]
    public void This_libtorchs_own_words_are_recognised()
    {
        Exception real = Assert.ThrowsAny<Exception>(() => torch.zeros(1L << 50));

        Assert.True(DeviceMemory.IsShort(real), real.Message);
    }

    [Fact]
    public void The_reason_names_device_need_and_way_on_without_advice_that_does_not_apply() => Assert.Equal(
        "out of memory on cuda:0: CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 79.15 GiB of which "
            + "3.12 GiB is free. Including non-PyTorch memory, this process has 76.02 GiB memory in use. Of the allocated memory 75.10 GiB "
            + "is allocated by PyTorch, and 12.00 MiB is reserved by PyTorch but unallocated. Use a smaller data:batchSize or network, "
            + "or share the device with fewer runs (--per-gpu).",
        DeviceMemory.Reason(new InvalidOperationException(OfAllocator), "cuda:0"));
}
