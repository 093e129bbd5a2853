using CsCheck;
using TorchGradients.Data;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Data;

public sealed class BatchOrderTests
{
    static readonly Gen<(int Rows, int BatchSize, int Seed)> _orders =
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[0, 1000]).Where(order => order.Item2 <= order.Item1);

    [Fact]
    public void Every_epoch_is_a_permutation_over_whose_end_batches_run_on() => _orders.Sample(order =>
    {
        var batches = new BatchOrder(order.Rows, order.BatchSize, shuffle: true, order.Seed);
        long[] rows = [.. Enumerable.Range(0, 4 * order.Rows).SelectMany(batches.Rows)];
        Assert.All(rows.Chunk(order.Rows).Take(4), epoch =>
            Assert.Equal(Enumerable.Range(0, order.Rows).Select(row => (long)row), epoch.Order()));
    }, iter: 50);

    [Fact]
    public void A_batch_is_a_function_of_its_step_alone() =>
        Gen.Select(_orders, Gen.Int[0, 200].Array[1, 12], Gen.Bool).Sample((order, steps, shuffle) =>
        {
            var used = new BatchOrder(order.Rows, order.BatchSize, shuffle, order.Seed);
            foreach (int step in steps)
            {
                long[] fresh = new BatchOrder(order.Rows, order.BatchSize, shuffle, order.Seed).Rows(step);
                Assert.Equal(fresh, used.Rows(step));
            }
        }, iter: 50);

    [Fact]
    public void Without_shuffling_batches_follow_the_file_and_wrap_around()
    {
        var order = new BatchOrder(5, 3, shuffle: false, seed: 1);
        Assert.Equal([0, 1, 2], order.Rows(0));
        Assert.Equal([3, 4, 0], order.Rows(1));
        Assert.Equal([1, 2, 3], order.Rows(2));
    }

    [Fact]
    public void Epochs_and_seeds_have_orders_of_their_own()
    {
        var order = new BatchOrder(100, 100, shuffle: true, seed: 1);
        Assert.NotEqual(order.Rows(0), order.Rows(1));
        Assert.NotEqual(order.Rows(0), new BatchOrder(100, 100, shuffle: true, seed: 2).Rows(0));
    }

    [Fact]
    public void Is_the_same_after_unrelated_draws()
    {
        long[] before = new BatchOrder(100, 64, shuffle: true, seed: 7).Rows(3);
        torch.manual_seed(5);
        torch.randperm(1000).Dispose();
        Assert.Equal(before, new BatchOrder(100, 64, shuffle: true, seed: 7).Rows(3));
    }

    [Fact]
    public void A_batch_larger_than_the_rows_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchOrder(3, 4, shuffle: true, seed: 1));
}
