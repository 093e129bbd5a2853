using DuckDB.NET.Data;

namespace TorchGradients.Reporting.Query;

/// <summary>The rows that answer a query, read as they are asked for.</summary>
/// <remarks>
/// A value is null, a bool, a number of .NET, a string, or <see cref="NestedValue"/> for a struct, list or map. Dates
/// and times are strings in ISO order.
/// </remarks>
public sealed class Answer : IDisposable
{
    static readonly string[] _nested = ["List", "Array", "Struct", "Map", "Union"];

    readonly DuckDBCommand _command;
    readonly DuckDBDataReader _reader;
    readonly bool[] _isNested;

    Answer(DuckDBCommand command, DuckDBDataReader reader, IReadOnlyList<string> columns, bool[] isNested)
    {
        _command = command;
        _reader = reader;
        _isNested = isNested;
        Columns = columns;
    }

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows; can be read once.</summary>
    /// <exception cref="QueryException">A value cannot be computed, or a second statement has an answer,
    /// too.</exception>
    public IEnumerable<object?[]> Rows()
    {
        while (Told(_reader.Read))
        {
            object?[] row = new object?[Columns.Count];
            for (int i = 0; i < row.Length; i++) row[i] = Value(i);
            yield return row;
        }

        if (Told(() => NextWithColumns(_reader)))
        {
            throw new QueryException("There are several statements with an answer: give one at a time.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _command.Dispose();
    }

    internal static Answer To(DuckDBConnection connection, string sql)
    {
        var (command, reader) = Run(connection, sql);
        string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        bool[] isNested = [.. columns.Select((_, i) => _nested.Contains(reader.GetDataTypeName(i)))];
        if (!isNested.Contains(true)) return new Answer(command, reader, columns, isNested);

        // The reader of .NET cannot hand out a list that holds a null: DuckDB writes what is nested as JSON.
        reader.Dispose();
        command.Dispose();
        string values = string.Join(", ", isNested.Select((nested, i) => nested ? $"to_json(c{i})" : $"c{i}"));
        string names = string.Join(", ", isNested.Select((_, i) => $"c{i}"));
        (command, reader) = Run(connection, $"SELECT {values} FROM (\n{sql.Trim().TrimEnd(';')}\n) AS answer({names})");
        return new Answer(command, reader, columns, isNested);
    }

    static (DuckDBCommand Command, DuckDBDataReader Reader) Run(DuckDBConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        try
        {
            var reader = Told(command.ExecuteReader);
            if (reader.FieldCount == 0) Told(() => NextWithColumns(reader));
            return (command, reader);
        }
        catch
        {
            command.Dispose();
            throw;
        }
    }

    static bool NextWithColumns(DuckDBDataReader reader)
    {
        while (reader.NextResult())
        {
            if (reader.FieldCount > 0) return true;
        }

        return false;
    }

    object? Value(int column) => Told(() =>
    {
        if (_reader.IsDBNull(column)) return null;

        object value = _reader.GetValue(column);
        return _isNested[column] ? new NestedValue((string)value) : PlainValue.Of(value);
    });

    static T Told<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DuckDBException exception)
        {
            // What the library says where DuckDB got no statement at all.
            bool isEmpty = exception.Message.StartsWith("External component", StringComparison.Ordinal);
            throw new QueryException(isEmpty ? "There is no SQL statement." : exception.Message.Trim(), exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new QueryException(exception.Message, exception);
        }
    }
}
