"""The work of the benchmarks as a careful user of PyTorch writes it: a module list, hooks, the norms of a step stacked and
copied once. One thread; batches by index instead of a loader, optimizers that update all parameters in one call
(foreach), gradients that are set to None, files written through a buffer.

    peer.py check                  versions as JSON; exit code 2 and what to install where PyTorch or OpenBLAS is missing
    peer.py steps --help           microseconds of a training step, as a JSON list
    peer.py grid --help            one part of a grid, from the data's file to a folder per run
"""
import argparse
import gzip
import json
import math
import os
import sys
import time

# Before the libraries are loaded: left at their defaults, torch's and OpenBLAS's threads get in each other's way.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

INSTALL = "apt-get install python3-torch libopenblas0-pthread"
FEATURES, CLASSES = 64, 10

try:
    import numpy
    import torch
except ImportError as missing:
    print(f"{missing.msg}: the peer needs PyTorch for {sys.executable}. Install it: {INSTALL}", file=sys.stderr)
    sys.exit(2)

torch.set_num_threads(1)


class Watched(torch.nn.Module):
    """A sigmoid network whose error terms are caught by hooks: `deltas`, from the last layer to the first."""

    def __init__(self, depth, width, hooks):
        super().__init__()
        sizes = [FEATURES] + [width] * depth + [CLASSES]
        self.layers = torch.nn.ModuleList(torch.nn.Linear(i, o) for i, o in zip(sizes, sizes[1:]))
        self.deltas = []
        for layer in self.layers:
            torch.nn.init.xavier_normal_(layer.weight)
            torch.nn.init.zeros_(layer.bias)
            if hooks == "full":
                layer.register_full_backward_hook(lambda module, inputs, outputs: self.deltas.append(outputs[0]))
            else:
                layer.register_forward_hook(self.catch)

    def catch(self, module, inputs, output):
        if output.requires_grad:
            output.register_hook(self.deltas.append)

    def forward(self, a):
        for layer in self.layers[:-1]:
            a = torch.sigmoid(layer(a))
        return self.layers[-1](a)


class Trainer:
    """A network, its optimizer, and a step that hands back the loss and the norms of every layer in one copy."""

    def __init__(self, settings, learning_rate):
        self.network = Watched(settings.depth, settings.width, settings.hooks)
        kind = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[settings.optimizer]
        self.optimizer = kind(self.network.parameters(), lr=learning_rate, foreach=True)
        self.loss = torch.nn.CrossEntropyLoss()

    def step(self, inputs, labels):
        """[loss, norm of delta_1 ... delta_L, norm of dL/dW_1 ... dL/dW_L]."""
        self.network.deltas.clear()
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss(self.network(inputs), labels)
        loss.backward()
        gradients = self.network.deltas[::-1] + [layer.weight.grad for layer in self.network.layers]
        numbers = torch.stack([loss.detach()] + [torch.linalg.vector_norm(x) for x in gradients]).tolist()
        if math.isfinite(numbers[0]):
            self.optimizer.step()
        return numbers


def batches(rows, size, seed):
    """Rows of one batch after the other: every epoch in a new order, batches run on over its end."""
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(rows, generator=generator)
    while True:
        while len(order) < size:
            order = torch.cat([order, torch.randperm(rows, generator=generator)])
        yield order[:size]
        order = order[size:]


def digits(file):
    """The data set `digits`: train and test part, standardised by all values of the training part."""
    with gzip.open(file, "rt") as lines:
        table = torch.from_numpy(numpy.loadtxt(lines, delimiter=",", dtype=numpy.float32))
    inputs, labels = table[:, :-1] / 16, table[:, -1].long()
    train, test = inputs[:-297], inputs[-297:]
    mean, deviation = train.mean(), train.std(unbiased=False)
    return (train - mean) / deviation, labels[:-297], (test - mean) / deviation, labels[-297:]


def record(file, step, quantity, values):
    file.write(json.dumps({"Step": step, "Quantity": quantity, "Values": values}) + "\n")


def train(settings, data, seed, learning_rate, folder):
    """One run: records, and at the end its outcome."""
    start = time.perf_counter()
    os.makedirs(folder)
    train_inputs, train_labels, test_inputs, test_labels = data
    torch.manual_seed(seed)
    trainer = Trainer(settings, learning_rate)
    rows = batches(len(train_inputs), settings.batch, seed)
    layers = settings.depth + 1
    losses, status = [], "completed"
    with open(os.path.join(folder, "records.jsonl"), "w") as file:
        for step in range(settings.steps):
            batch = next(rows)
            numbers = trainer.step(train_inputs[batch], train_labels[batch])
            record(file, step, "train-loss", numbers[0])
            record(file, step, "delta-norm", numbers[1:1 + layers])
            record(file, step, "weight-gradient-norm", numbers[1 + layers:])
            losses.append(numbers[0])
            if not math.isfinite(numbers[0]):
                status = "diverged"
                break
    outcome = {"status": status, "steps": len(losses), "trainLoss": sum(losses[-10:]) / len(losses[-10:])}
    if not settings.no_evaluation:
        with torch.no_grad():
            output = trainer.network(test_inputs)
            outcome["testLoss"] = trainer.loss(output, test_labels).item()
            outcome["testAccuracy"] = (output.argmax(1) == test_labels).float().mean().item()
    outcome["seconds"] = time.perf_counter() - start
    with open(os.path.join(folder, "outcome.json"), "w") as file:
        json.dump(outcome, file)


def grid(settings):
    data = digits(settings.data)
    runs = [(seed, rate) for rate in settings.learning_rates for seed in range(1, settings.seeds + 1)]
    for number, (seed, rate) in enumerate(runs):
        if number % settings.parts == settings.part:
            train(settings, data, seed, rate, os.path.join(settings.output, f"{rate}-seed{seed}"))


def steps(settings):
    torch.manual_seed(1)
    trainer = Trainer(settings, 0.001)
    made = [(torch.randn(settings.batch, FEATURES), torch.randint(CLASSES, (settings.batch,))) for _ in range(16)]
    for i in range(settings.warm_up):
        trainer.step(*made[i % 16])
    start = time.perf_counter()
    for i in range(settings.steps):
        trainer.step(*made[i % 16])
    print((time.perf_counter() - start) / settings.steps * 1e6)


def check(_):
    torch.ones(8, 8) @ torch.ones(8, 8)
    maps = "/proc/self/maps"
    if os.path.exists(maps):
        with open(maps) as file:
            if "openblas" not in file.read():
                print(f"PyTorch of {sys.executable} multiplies without OpenBLAS, many times slower. Install it: {INSTALL}",
                      file=sys.stderr)
                sys.exit(2)
    print(json.dumps({"python": sys.version.split()[0], "torch": torch.__version__, "threads": torch.get_num_threads()}))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    commands.add_parser("check").set_defaults(do=check)
    for name, do in (("steps", steps), ("grid", grid)):
        command = commands.add_parser(name)
        command.set_defaults(do=do)
        for size in ("--depth", "--width", "--batch", "--steps"):
            command.add_argument(size, type=int, required=True)
        command.add_argument("--optimizer", choices=["sgd", "adam"], required=True)
        command.add_argument("--hooks", choices=["full", "tensor"], default="full")
        if do is steps:
            command.add_argument("--warm-up", type=int, default=50)
            continue
        command.add_argument("--seeds", type=int, required=True)
        command.add_argument("--learning-rates", type=float, nargs="+", required=True)
        command.add_argument("--part", type=int, required=True)
        command.add_argument("--parts", type=int, required=True)
        command.add_argument("--data", required=True, help="digits.csv.gz")
        command.add_argument("--output", required=True)
        command.add_argument("--no-evaluation", action="store_true")
    settings = parser.parse_args()
    settings.do(settings)


if __name__ == "__main__":
    main()
