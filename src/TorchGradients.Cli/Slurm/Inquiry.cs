using TorchGradients.Configuration;

namespace TorchGradients.Cli.Slurm;

/// <summary>Asks Slurm, before anything is done, whether it would take such jobs.</summary>
/// <param name="client">Slurm.</param>
/// <param name="work">What is to be submitted.</param>
internal sealed class Inquiry(SlurmClient client, SlurmWork work)
{
    /// <summary>Asks. Only what is sure ends it: a job that nothing is free for today is for Slurm to queue.</summary>
    /// <returns>The number of tasks that an array may have.</returns>
    /// <exception cref="ConfigException">Slurm takes no such job.</exception>
    /// <exception cref="SlurmException">There is no sbatch, or the controller does not answer.</exception>
    public async Task<int> Ask(CancellationToken cancellation)
    {
        client.Require("sbatch");
        int largest = await client.LargestArray(cancellation);
        string folder = Directory.CreateTempSubdirectory("torchgradients-question-").FullName;
        try
        {
            string script = Path.Combine(folder, "question.sh");
            foreach (JobRequest request in new[] { JobRequest.OfTasks(work.Settings), JobRequest.OfReport(work.Settings) })
            {
                await File.WriteAllTextAsync(script, TaskScript.OfQuestion(request), cancellation);
                ToolResult result = await client.Try(script, cancellation);
                if (!Refusal.IsSure(result)) continue;

                var refusal = new Refusal(client.Partitions, request, work.Origins);
                throw new ConfigException([await refusal.Of(result, cancellation)]);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return largest;
    }
}
