namespace TorchGradients.Records;

/// <summary>Templates and property names of events: the schema of <c>records.clef</c>.</summary>
static class RecordNames
{
    public const string MeasuredTemplate = "{Quantity} at step {Step}: {Values}";
    public const string LifecycleTemplate = "{Quantity} at step {Step}. {Detail}";

    public const string Time = "@t";
    public const string Kind = "Kind";
    public const string Step = "Step";
    public const string Quantity = "Quantity";
    public const string Values = "Values";
    public const string Detail = "Detail";
}
