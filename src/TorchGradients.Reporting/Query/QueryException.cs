namespace TorchGradients.Reporting.Query;

/// <summary>SQL that cannot be answered; the message says why, where, and what there is.</summary>
public sealed class QueryException(string message, Exception? innerException = null)
    : Exception(message, innerException);
