"""The runs of the benchmark as a careful user of PyTorch writes them: one after the other on the device, a module list,
full backward hooks, the norms of a step stacked and copied once, records written through a buffer. Batches are gathered
by index on the device, gradients set to None, the optimizer updates all parameters in one call (foreach).

Prints one line of JSON: torch's version and, of the runs after a first one that warms up, how many they were, their seconds,
and when they began and ended on the machine's clock, in seconds since 1970.
"""
import argparse
import json
import math
import os
import tempfile
import time

import torch


class Watched(torch.nn.Module):
    """A sigmoid network whose error terms are caught by hooks: `deltas`, from the last layer to the first."""

    def __init__(self, features, depth, width, classes):
        super().__init__()
        sizes = [features] + [width] * depth + [classes]
        self.layers = torch.nn.ModuleList(torch.nn.Linear(i, o) for i, o in zip(sizes, sizes[1:]))
        self.deltas = []
        for layer in self.layers:
            torch.nn.init.xavier_normal_(layer.weight)
            torch.nn.init.zeros_(layer.bias)
            layer.register_full_backward_hook(lambda module, inputs, outputs: self.deltas.append(outputs[0]))

    def forward(self, a):
        for layer in self.layers[:-1]:
            a = torch.sigmoid(layer(a))
        return self.layers[-1](a)


def samples(settings, count):
    """Noise with labels at random, on the device."""
    inputs, labels = torch.randn(count, settings.features), torch.randint(settings.classes, (count,))
    return inputs.to(settings.device), labels.to(settings.device)


def orders(rows, size, steps, generator):
    """The rows of every batch, [steps, size]: every epoch in a new order, batches run on over its end."""
    epochs = -(-steps * size // rows)
    order = torch.cat([torch.randperm(rows, generator=generator) for _ in range(epochs)])
    return order[:steps * size].view(steps, size)


def run(settings, inputs, labels, test, seed, folder):
    """One run; its records go to a file, and its evaluation."""
    torch.manual_seed(seed)
    network = Watched(settings.features, settings.depth, settings.width, settings.classes).to(settings.device)
    optimizer = torch.optim.SGD(network.parameters(), lr=settings.learning_rate, foreach=True)
    loss_of = torch.nn.CrossEntropyLoss()
    batches = orders(len(inputs), settings.batch, settings.steps, torch.Generator().manual_seed(seed)).to(settings.device)
    layers = settings.depth + 1
    with open(os.path.join(folder, f"{seed}.jsonl"), "w") as file:
        for step in range(settings.steps):
            rows = batches[step]
            network.deltas.clear()
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(network(inputs[rows]), labels[rows])
            loss.backward()
            gradients = [layer.weight.grad for layer in network.layers]
            norms = [torch.linalg.vector_norm(x) for x in network.deltas[::-1] + gradients]
            numbers = torch.stack([loss.detach()] + norms).tolist()
            for quantity, values in (("train-loss", numbers[0]), ("delta-norm", numbers[1:1 + layers]),
                                     ("weight-gradient-norm", numbers[1 + layers:])):
                file.write(json.dumps({"Step": step, "Quantity": quantity, "Values": values}) + "\n")
            if not math.isfinite(numbers[0]):
                break
            optimizer.step()
        with torch.no_grad():
            output = network(test[0])
            accuracy = (output.argmax(1) == test[1]).float().mean()
            test_loss, accuracy = torch.stack([loss_of(output, test[1]), accuracy]).tolist()
        file.write(json.dumps({"testLoss": test_loss, "testAccuracy": accuracy}) + "\n")


def timed(train, least_runs, least_seconds):
    """Trains one run after the other, with seeds from 1 on, until there are so many and so many seconds are over."""
    begin, start, runs, seconds = time.time(), time.perf_counter(), 0, 0.0
    while runs < least_runs or seconds < least_seconds:
        runs += 1
        train(runs)
        seconds = time.perf_counter() - start
    return {"runs": runs, "seconds": seconds, "begin": begin, "end": begin + seconds}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--device", required=True)
    for size in ("--features", "--classes", "--samples", "--depth", "--width", "--batch", "--steps", "--least-runs"):
        parser.add_argument(size, type=int, required=True)
    parser.add_argument("--learning-rate", type=float, required=True)
    parser.add_argument("--least-seconds", type=float, required=True)
    settings = parser.parse_args()

    torch.manual_seed(0)
    inputs, labels = samples(settings, settings.samples)
    test = samples(settings, settings.samples // 5)
    with tempfile.TemporaryDirectory() as folder:
        run(settings, inputs, labels, test, 0, folder)
        result = timed(lambda seed: run(settings, inputs, labels, test, seed, folder), settings.least_runs, settings.least_seconds)
    print(json.dumps({"torch": torch.__version__, **result}))


if __name__ == "__main__":
    main()
