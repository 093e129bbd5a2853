using System.Text;
using TorchGradients.Cli.Terminal;
using TorchGradients.Reporting.Query;
using Xunit;

namespace TorchGradients.Tests.Reporting.Query;

public sealed class AnswerTests : IDisposable
{
    const string Every = """
        SELECT * FROM (VALUES
            (1, 'plain', 0.1::DOUBLE, true, [1.5, NULL, 'NaN'::DOUBLE], {'a': {'b': '"NaN", NaN'}}, DATE '2026-01-02'),
            (-12345678901234567890123::HUGEINT, 'a "b", c', '-inf'::DOUBLE, NULL, NULL, NULL, NULL),
            (0, '', 1e-300, false, [], {'a': NULL}, NULL)
        ) AS t(whole, "a text", number, truth, list, struct, day)
        """;

    readonly ExperimentFolder _folder = new ExperimentFolder().Run("a", 1, [""]).Planned();
    readonly RunDatabase _database;

    public AnswerTests() => _database = RunDatabase.Open(_folder.Path);

    [Fact]
    public void As_CSV_numbers_are_exact_null_is_empty_and_empty_text_is_not()
    {
        Assert.Equal(
            """"
            whole,a text,number,truth,list,struct,day
            1,plain,0.1,true,"[1.5,null,""NaN""]","{""a"":{""b"":""\""NaN\"", NaN""}}",2026-01-02
            -12345678901234567890123,"a ""b"", c",-Infinity,,,,
            0,"",1E-300,false,[],"{""a"":null}",

            """",
            Csv(Every), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void As_JSON_what_is_nested_stays_nested_and_what_is_not_finite_is_text()
    {
        using var answer = _database.Query(Every);
        using var stream = new MemoryStream();

        AnswerJson.Write(answer, stream);

        Assert.Equal(
            """
            [
              {
                "whole": 1,
                "a text": "plain",
                "number": 0.1,
                "truth": true,
                "list": [1.5,null,"NaN"],
                "struct": {"a":{"b":"\"NaN\", NaN"}},
                "day": "2026-01-02"
              },
              {
                "whole": -12345678901234567890123,
                "a text": "a \"b\", c",
                "number": "-Infinity",
                "truth": null,
                "list": null,
                "struct": null,
                "day": null
              },
              {
                "whole": 0,
                "a text": "",
                "number": 1E-300,
                "truth": false,
                "list": [],
                "struct": {"a":null},
                "day": null
              }
            ]

            """,
            Encoding.UTF8.GetString(stream.ToArray()), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void As_a_table_numbers_stand_to_the_right_with_six_digits_and_the_rest_is_counted()
    {
        using var answer = _database.Query("SELECT x AS name, x / 3 AS third FROM (VALUES (1), (20), (3000)) AS t(x)");
        using var writer = new StringWriter { NewLine = "\n" };

        int leftOut = AnswerTable.Write(answer, writer, mostRows: 2);

        Assert.Equal("name     third\n----  --------\n   1  0.333333\n  20   6.66667\n", writer.ToString());
        Assert.Equal(1, leftOut);
    }

    [Fact]
    public void Two_columns_may_have_one_name() =>
        Assert.Equal("x,x,list\n1,2,[3]\n", Csv("SELECT 1 AS x, 2 AS x, [3] AS list;"), ignoreLineEndingDifferences: true);

    [Fact]
    public void A_value_that_cannot_be_computed_is_a_mistake_of_the_query() =>
        Assert.Contains("Could not convert string 'a'", Assert.Throws<QueryException>(() => Csv("SELECT run::INT FROM runs")).Message);

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    string Csv(string sql)
    {
        using var answer = _database.Query(sql);
        using var writer = new StringWriter();
        AnswerCsv.Write(answer, writer);
        return writer.ToString();
    }
}
