using TorchGradients.Configuration;
using TorchGradients.Data.Sources;

namespace TorchGradients.Data;

/// <summary>The data sets.</summary>
public static class DataSets
{
    const string Own = "this program";

    /// <summary>Every data set under its name.</summary>
    public static Registry<DataSource> All { get; } = new Registry<DataSource>("data set")
        .Add<DataConfig>("digits",
            "8 × 8 handwritten digits, 0 to 16, 10 classes; 1,500 rows and the last 297 for testing",
            "Alpaydin and Kaynak, 1998, Optical Recognition of Handwritten Digits, UCI", _ => CsvSource.Digits())
        .Add<DataConfig>("fashion-mnist", "28 × 28 pictures of clothes, 0 to 255, 10 classes; 10,000 and 10,000 rows",
            "Xiao, Rasul and Vollgraf, 2017, Fashion-MNIST, arXiv:1708.07747",
            _ => new IdxSource(DataFile.Shipped("fashion-mnist"), classes: 10, isShipped: true))
        .Add<IdxConfig>("idx", "a folder of IDX files, train… and test… or t10k…; bytes, 0 to 255",
            "LeCun, Cortes and Burges, The MNIST database",
            options => new IdxSource(options.Path, null, isShipped: false))
        .Add<CsvConfig>("csv", "a CSV file; labels are numbers from 0, or names, numbered in ordinal order",
            Own, CsvSource.From)
        .Add<SpiralsConfig>("spirals", "radius t, angle 2π(t + class / classes), t ~ U[0, 1), noise N(0, 0.02²)",
            Own, options => new Spirals(options))
        .Add<MadeConfig>("gaussian-clusters", "x ~ N(centre of the class, 1), centres N(0, 1)",
            Own, options => new GaussianClusters(options))
        .Add<ParityConfig>("parity", "x = ±1 at random, label = (number of +1) mod classes",
            Own, options => new Parity(options))
        .Add<MadeConfig>("teacher", "x ~ N(0, 1), label = argmax of a random network W₂ tanh(W₁ x)",
            Own, options => new Teacher(options))
        .Add<MadeConfig>("gaussian-noise", "x ~ N(0, 1), labels at random", Own, options => new GaussianNoise(options));
}
