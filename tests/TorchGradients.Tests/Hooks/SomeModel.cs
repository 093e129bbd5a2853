using static TorchSharp.torch;

namespace TorchGradients.Tests.Hooks;

/// <summary>Small models with numbers that do not change, and gradients by ways without hooks.</summary>
static class SomeModel
{
    /// <summary>y = W x without bias.</summary>
    public static nn.Module<Tensor, Tensor> Linear(float[,] weight)
    {
        var module = nn.Linear(weight.GetLength(1), weight.GetLength(0), hasBias: false);
        using var withoutGradients = no_grad();
        module.weight!.copy_(tensor(weight));
        return module;
    }

    /// <summary>Three affine layers of widths 4, 5, 3, 2 with a sigmoid between them.</summary>
    public static TorchSharp.Modules.Sequential Mlp(int seed = 1)
    {
        var model = nn.Sequential(
            ("0", nn.Linear(4, 5)), ("1", nn.Sigmoid()), ("2", nn.Linear(5, 3)), ("3", nn.Sigmoid()), ("4", nn.Linear(3, 2)));
        using var generator = new Generator((ulong)seed);
        using var withoutGradients = no_grad();
        foreach (var parameter in model.parameters())
        {
            parameter.copy_(randn(parameter.shape, generator: generator));
        }

        return model;
    }

    /// <summary>A batch of six samples.</summary>
    public static Tensor Input(bool requiresGradient = false)
    {
        using var generator = new Generator(7);
        return randn([6, 4], generator: generator).requires_grad_(requiresGradient);
    }

    /// <summary>A loss that weighs outputs differently.</summary>
    public static Tensor Loss(Tensor output) => output.square().mean();

    /// <summary>Gradients of all outputs in a chain, from <c>retain_grad</c>.</summary>
    public static Dictionary<string, float[]> RetainedGradients(TorchSharp.Modules.Sequential model, Tensor input)
    {
        var outputs = new Dictionary<string, Tensor>();
        var a = input;
        foreach (var (name, module) in model.named_children())
        {
            a = ((nn.Module<Tensor, Tensor>)module).call(a);
            a.retain_grad();
            outputs[name] = a;
        }

        Loss(a).backward();
        model.zero_grad();
        return outputs.ToDictionary(entry => entry.Key, entry => entry.Value.grad!.data<float>().ToArray());
    }

    /// <summary>∂𝓛/∂ every parameter, one after the other.</summary>
    public static float[] ParameterGradients(nn.Module<Tensor, Tensor> model, Tensor input)
    {
        model.zero_grad();
        Loss(model.call(input)).backward();
        return [.. model.parameters().SelectMany(parameter => parameter.grad!.data<float>().ToArray())];
    }
}
