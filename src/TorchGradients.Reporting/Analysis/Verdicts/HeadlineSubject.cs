namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>What a headline is about: a report shows the picture of it.</summary>
public enum HeadlineSubject
{
    /// <summary>The error term before training.</summary>
    Gradient,

    /// <summary>The error term at the end of training.</summary>
    GradientAlongTraining,

    /// <summary>The first layer's update.</summary>
    Update,

    /// <summary>How well the network trains.</summary>
    Training,

    /// <summary>The experiment's claims.</summary>
    Claims,
}
