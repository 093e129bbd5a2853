namespace TorchGradients.GpuCheck;

/// <summary>What the program is asked to do.</summary>
internal sealed record CheckOptions
{
    const string Usage = """
        usage: torchgradients-gpu-check --libtorch DIR [--device cuda|cpu] [--python PYTHON] [--output DIR] [--quick] [--probe]

          --libtorch DIR   the folder torch/lib of a Python installation
          --device         cuda (the default), or cpu: everything but the GPU
          --python PYTHON  runs the same loop there; without it that part is left out
          --output DIR     where gpu.json and gpu.md go; the working folder
          --quick          few steps and small cohorts: whether it works, not how fast
          --probe          only whether that libtorch fits
        """;

    /// <summary>The folder of libtorch.</summary>
    public required string LibTorch { get; init; }

    /// <summary><c>cuda</c> or <c>cpu</c>.</summary>
    public string Device { get; private init; } = "cuda";

    /// <summary>The interpreter of the loop to compare with; null: none.</summary>
    public string? Python { get; private init; }

    /// <summary>Where the results go.</summary>
    public string Output { get; private init; } = ".";

    /// <summary>Few steps and small cohorts.</summary>
    public bool Quick { get; private init; }

    /// <summary>Only whether libtorch fits.</summary>
    public bool Probe { get; private init; }

    /// <summary>The options of a command line; else null, and what is wrong with it.</summary>
    public static (CheckOptions? Options, string? Problem) Parse(IReadOnlyList<string> arguments)
    {
        var options = new CheckOptions { LibTorch = "" };
        for (int i = 0; i < arguments.Count; i++)
        {
            string name = arguments[i];
            string? value = i + 1 < arguments.Count ? arguments[i + 1] : null;
            if (name is "--quick" or "--probe")
            {
                options = name == "--quick" ? options with { Quick = true } : options with { Probe = true };
                continue;
            }

            if (name is not ("--libtorch" or "--device" or "--python" or "--output")) return (null, $"'{name}' is not an option.\n{Usage}");
            if (value is null) return (null, $"{name} has no value.\n{Usage}");
            options = name switch
            {
                "--libtorch" => options with { LibTorch = value },
                "--device" => options with { Device = value },
                "--python" => options with { Python = value },
                _ => options with { Output = value },
            };
            i++;
        }

        return options switch
        {
            { LibTorch: "" } => (null, $"--libtorch is missing.\n{Usage}"),
            { Device: not ("cuda" or "cpu") } => (null, $"--device is '{options.Device}', but must be cuda or cpu."),
            _ when !Directory.Exists(options.LibTorch) => (null, $"--libtorch: there is no folder {options.LibTorch}."),
            _ => (options, null),
        };
    }
}
