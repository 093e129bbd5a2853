global using TorchSharp;
global using Layer = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;
global using Tensor = TorchSharp.torch.Tensor;
