using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>What a user reads after a mistake in a config: everything at once, and nothing was run.</summary>
public sealed class ConfigMistakeTests : IDisposable
{
    readonly Scratch _scratch = new();

    [Fact]
    public async Task Every_problem_of_every_file_is_told_in_one_go()
    {
        _scratch.With("wrong.json",
            """
            {
              "data": "digits",
              "modle": {},
              "model": { "depth": 0, "activation": "relux", "width": "8" },
              "training": { "steps": 1.5, "optimizer": { "name": "sgd", "nesterov": 1 } }
            }
            """);
        _scratch.With("circle.json", """{ "extends": ["back.json"], "data": "digits" }""");
        _scratch.With("back.json", """{ "extends": ["circle.json", "no.json"] }""");
        Directory.CreateDirectory(_scratch["folder"]);

        await AssertMistakes(
            """
            6 problems in wrong.json; nothing was run.

              modle                            is not a known setting.
                                               Did you mean 'model'?  Known: analysis, axes, baseline, claims, data, exclude, execution, model, name, probes, question, seeds, training.
              model:depth                      is 0, but must be at least 1.
                                               Change it.
              model:activation                 'relux' is not a known activation.
                                               Did you mean 'relu'?  Known: elu, gelu, hard-sigmoid, hard-tanh, identity, leaky-relu, mish, prelu, relu, selu, sigmoid, silu, softplus, softsign, tanh.
              model:width                      is '8', but must be a whole number.
                                               Leave out the quotation marks.
              training:steps                   is 1.5, but must be a whole number, written in digits only.
                                               Change it.
              training:optimizer:nesterov      is 1, but must be true or false.
                                               Change it.

            2 problems in back.json; nothing was run.

              extends:0      closes a circle: circle.json -> back.json -> circle.json.
                             Remove one of these entries.
              extends:1      'no.json' does not exist.
                             Correct the path; it is relative to this file.

            1 problem in missing.json; nothing was run.

              file      does not exist.
                        Known: back.json, circle.json, wrong.json.

            1 problem in folder; nothing was run.

              file      is a folder, not a file.
                        It holds no .json files; correct the path.

            """, "check", "wrong.json", "circle.json", "missing.json", "folder");
    }

    [Fact]
    public async Task Hostile_and_broken_text_is_told_by_its_place()
    {
        _scratch.With("brackets.json", new string('[', 1_000_000))
            .With("digits.json", $$"""{ "data": "digits", "training": { "steps": {{new string('7', 100_000)}} } }""")
            .With("twice.json", """{ "data": "digits", "data": "digits" }""")
            .With("mark.json", [0xEF, 0xBB, 0xBF, .. """{ "data": "digits", "training": { "steps": 0 } }"""u8])
            .With("bytes.json", [.. "{ \"name\": \""u8, 0xC3, 0x28, .. "\" }"u8])
            .With("empty.json", "")
            .With("odd.json", """{ "name": "../up", "data": "digits" }""");

        await AssertMistakes(
            """
            1 problem in brackets.json; nothing was run.

              line 1, column 65      is not valid JSON: The maximum configured depth of 64 has been exceeded. Cannot read next JSON array.
                                     Correct the text there.

            1 problem in digits.json; nothing was run.

              training:steps      is 777777777777777777777777777777...777777777777777 (100000 characters), but must be at most 2147483647.
                                  Change it.

            1 problem in twice.json; nothing was run.

              line 1, column 21      is 'data' once more, as at line 1, column 3.
                                     Remove one of the two.

            1 problem in mark.json; nothing was run.

              training:steps      is 0, but must be at least 1.
                                  Change it.

            1 problem in bytes.json; nothing was run.

              line 1, column 12      is not UTF-8.
                                     Save the file as UTF-8.

            1 problem in empty.json; nothing was run.

              file      is empty.
                        Write at least {}.

            1 problem in odd.json; nothing was run.

              name      is '../up', but must be at most 100 letters, digits, '.', '_', '+' and '-', a letter or digit first.
                        Change it.

            """, "check", "brackets.json", "digits.json", "twice.json", "mark.json", "bytes.json", "empty.json", "odd.json");
    }

    [Fact]
    public async Task A_setting_without_effect_is_a_problem_but_one_that_an_axis_makes_void_is_a_note()
    {
        _scratch.With("tiny.json", Scratch.Tiny)
            .With("void.json", """{ "extends": ["tiny.json"], "training": { "optimizer": { "name": "sgd", "nesterov": true } } }""")
            .With("axis.json",
                """
                {
                  "extends": ["tiny.json"],
                  "training": { "optimizer": { "name": "sgd", "nesterov": true } },
                  "axes": [{ "path": "training:optimizer:momentum", "values": [0, 0.9] }]
                }
                """);

        await AssertMistakes(
            """
            1 problem in void.json; nothing was run.

              training:optimizer:nesterov      has no effect without momentum.
                                               Set training:optimizer:momentum, or leave it out.

            """, "check", "void.json");

        var noted = await _scratch.Run("check", "axis.json");
        Assert.Equal((0, ""), (noted.ExitCode, noted.StandardError));
        Assert.StartsWith("tiny: no problems; 2 runs.\nNote: training:optimizer:nesterov has no effect", noted.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_in_settings_name_where_they_come_from()
    {
        _scratch.With("tiny.json", Scratch.Tiny);

        await AssertMistakes(
            """
            1 problem in --set; nothing was run.

              steps      is not of the form path=value.
                         Write for example training:steps=100.

            2 problems in tiny.json; nothing was run.

              name                is 'a/b', but must be at most 100 letters, digits, '.', '_', '+' and '-', a letter or digit first.
                                  It comes from --set; set it there or override it here.
              training:stesp      is not a known setting.
                                  Did you mean 'steps'?  Known: checkpointEvery, checkpoints, clipping, device, engine, evaluateEvery, loss, optimizer, precision, schedule, steps, timeLimit.  It comes from --set; set it there or override it here.

            """,
            "check", "tiny.json", "--set", "steps", "--set", "name=a/b", "--set", "training:stesp=3");
    }

    // Root may read a file without permissions; but nobody may read the first byte of a process' memory.
    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_with_what_the_system_says()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /proc.");

        await AssertMistakes(
            """
            1 problem in /proc/self/mem; nothing was run.

              file      cannot be read: Input/output error : '/proc/self/mem'.
                        Look at its permissions.

            """, "check", "/proc/self/mem");
    }

    async Task AssertMistakes(string expected, params string[] arguments)
    {
        var result = await _scratch.Run(arguments);

        Assert.Equal(expected, result.StandardError);
        Assert.Equal((2, ""), (result.ExitCode, result.StandardOutput));
        Assert.False(Directory.Exists(_scratch["runs"]));
    }

    public void Dispose() => _scratch.Dispose();
}
