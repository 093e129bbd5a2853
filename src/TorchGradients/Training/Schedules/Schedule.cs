namespace TorchGradients.Training.Schedules;

/// <summary>The learning rate's course: a pure function of the step.</summary>
public abstract class Schedule
{
    /// <summary>What the learning rate is multiplied by at that step (0 … steps − 1).</summary>
    public abstract double Factor(int step, int steps);
}
