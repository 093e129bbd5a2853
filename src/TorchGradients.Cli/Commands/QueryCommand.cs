using System.CommandLine;
using TorchGradients.Cli.Terminal;
using TorchGradients.Reporting.Query;

namespace TorchGradients.Cli.Commands;

/// <summary><c>query SQL</c>: SQL over the runs below a folder.</summary>
internal static class QueryCommand
{
    const int MostRows = 1000;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var sql = new Argument<string>("SQL")
        {
            Description = "a statement of DuckDB's SQL over runs, outcomes, records, summaries and cells, "
                + "for example \"SELECT * FROM summaries\"; what the columns are: \"DESCRIBE records\"",
        };
        Option<string> output = ConfigArguments.Output();
        output.Description = "the folder to look into and below: of all experiments, of one, or of a run";
        Option<bool> json = ConfigArguments.Json();
        Option<bool> csv = new("--csv") { Description = "print CSV instead of a table" };
        var command = new Command("query", "Answers SQL over the runs below a folder.") { sql, output, json, csv };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(csv)) result.AddError("Give --json or --csv, not both.");
        });
        command.SetAction(arguments =>
        {
            using var database = RunDatabase.Open(arguments.GetValue(output)!);
            using Answer answer = Answer(database, arguments.GetValue(sql)!);
            if (arguments.GetValue(json)) Print(stream => AnswerJson.Write(answer, stream));
            else if (arguments.GetValue(csv)) Print(stream => PrintCsv(answer, stream));
            else PrintTable(answer);
            return ExitCode.Done;
        });
        return command;
    }

    // What was left out is told before the answer, and before a mistake in the SQL: it may be the reason of it.
    static Answer Answer(RunDatabase database, string sql)
    {
        try
        {
            return database.Query(sql);
        }
        finally
        {
            WarningsText.Write(Console.Error, database.Warnings);
        }
    }

    // Not through Console.Out, which hands every write to the system: an answer may have millions of rows.
    static void Print(Action<Stream> write)
    {
        using var stream = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        write(stream);
    }

    static void PrintCsv(Answer answer, Stream stream)
    {
        using var writer = new StreamWriter(stream);
        AnswerCsv.Write(answer, writer);
    }

    static void PrintTable(Answer answer)
    {
        int leftOut = AnswerTable.Write(answer, Console.Out, MostRows);
        if (leftOut == 0) return;

        Console.Error.WriteLine($"... and {PlanText.Count(leftOut, "row")} more: --csv and --json print them all.");
    }
}
