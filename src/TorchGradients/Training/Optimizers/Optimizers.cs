using TorchGradients.Configuration;

namespace TorchGradients.Training.Optimizers;

/// <summary>The update rules by name: theta a parameter, g its gradient, eta the learning rate.</summary>
public static class Optimizers
{
    /// <summary>All of them.</summary>
    public static Registry<Optimizer> All { get; } = new Registry<Optimizer>("optimizer")
        .Add<SgdOptions>("sgd", "u = momentum u + g, theta -= eta u",
            "Robbins and Monro 1951; Polyak 1964; Sutskever et al. 2013 (nesterov); defaults of PyTorch",
            options => new Sgd([options]))
        .Add<RmsPropOptions>("rmsprop", "v = alpha v + (1 - alpha) g^2, theta -= eta g / (sqrt(v) + epsilon)",
            "Tieleman and Hinton 2012, lecture 6.5; defaults of PyTorch",
            options => new RmsProp([options]))
        .Add<AdamOptions>("adam",
            "m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2, theta -= eta m^ / (sqrt(v^) + epsilon)",
            "Kingma and Ba 2015; defaults of PyTorch",
            options => new Adam([options]))
        .Add<AdamWOptions>("adamw", "theta -= eta weightDecay theta, then as adam",
            "Loshchilov and Hutter 2019; defaults of PyTorch",
            options => new AdamW([options]))
        .Add<NAdamOptions>("nadam", "adam with Nesterov's look-ahead in m, its momentum rising with t",
            "Dozat 2016; defaults of PyTorch",
            options => new NAdam([options]))
        .Add<RAdamOptions>("radam", "adam whose adaptive part waits until the variance of 1 / sqrt(v) is bounded",
            "Liu et al. 2020; defaults of PyTorch",
            options => new RAdam([options]))
        .Add<AdagradOptions>("adagrad", "s = s + g^2, theta -= eta g / (sqrt(s) + epsilon)",
            "Duchi, Hazan and Singer 2011; defaults of PyTorch",
            options => new Adagrad([options]))
        .Add<AdadeltaOptions>("adadelta",
            "v = rho v + (1 - rho) g^2, d = g sqrt(s + epsilon) / sqrt(v + epsilon), s = rho s + (1 - rho) d^2, "
            + "theta -= eta d",
            "Zeiler 2012; defaults of PyTorch",
            options => new Adadelta([options]));
}
