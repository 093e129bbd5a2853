namespace TorchGradients.Data.Sources;

/// <summary>Images and labels of the training or the test part.</summary>
sealed record IdxPart(IdxFile Images, IdxFile Labels)
{
    /// <summary>The largest label.</summary>
    public int LargestLabel => Labels.Values.ToArray().Max();

    /// <summary>Reads a part's two files.</summary>
    /// <exception cref="DataException">
    /// They are not one of images and one of labels, or their counts disagree.
    /// </exception>
    public static IdxPart Read(string folder, IReadOnlyList<string> files, string name)
    {
        var read = files.Select(IdxFile.Read).ToList();
        var images = read.Where(file => !file.IsLabels).ToList();
        var labels = read.Where(file => file.IsLabels).ToList();
        if (images.Count != 1 || labels.Count != 1)
        {
            throw new DataException(folder, $"the {name} part",
                $"has {images.Count} files of images and {labels.Count} of labels, but needs one of each",
                "Name them train… and test… (or t10k…).");
        }

        return images[0].Rows == labels[0].Rows
            ? new IdxPart(images[0], labels[0])
            : throw new DataException(labels[0].Path, "byte 4",
                $"announces {labels[0].Rows} labels, but {images[0].Path} has {images[0].Rows} images",
                "Use files of one data set.");
    }

    /// <summary>Holds every label against the number of classes.</summary>
    /// <exception cref="DataException">A label is not below it.</exception>
    public void CheckLabels(int classes)
    {
        int row = 0;
        foreach (byte label in Labels.Values)
        {
            if (label >= classes)
            {
                throw new DataException(Labels.Path, $"byte {Labels.Offset + row}",
                    $"holds label {label} of row {row}, but the labels of this set are 0 to {classes - 1}",
                    "Use files of one data set.");
            }

            row++;
        }
    }

    /// <summary>Images [rows, features] of uint8 and labels [rows] of int64.</summary>
    public (Tensor Inputs, Tensor Labels) ToTensors()
    {
        var inputs = torch.empty([Images.Rows, Images.RowLength], torch.uint8);
        Images.Values.CopyTo(inputs.bytes);
        long[] labels = Array.ConvertAll(Labels.Values.ToArray(), label => (long)label);
        return (inputs, torch.tensor(labels));
    }
}
