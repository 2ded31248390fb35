package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same fences, asked for by the docker client. */
@EndToEnd
@Requires("command:docker")
class DockerFenceTest {
  @TempDir Path folder;

  @Test
  @DisplayName("E2: docker's clients limit, share, count, isolate and stop")
  void allFiveFunctions() {
    try (var docker = new Docker(folder)) {
      docker
          .run(
              "run",
              "-d",
              "--name",
              "web",
              "--memory",
              "32m",
              "--oom-kill-disable",
              "--cpu-shares",
              "512",
              "--memory-swappiness",
              "5",
              "--memory-reservation",
              "16m",
              "box:1",
              "sh",
              "-c",
              "while :; do :; done")
          .ok();

      var asked =
          "{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.OomKillDisable}}"
              + " {{.HostConfig.CpuShares}} {{.HostConfig.MemorySwappiness}}";
      assertThat(docker.run("inspect", "-f", asked, "web").text())
          .isEqualTo("33554432 67108864 true 512 5");
      var files =
          "cat memory/memory.oom_control cpu/cpu.shares memory/memory.swappiness; ps | wc -l";
      assertThat(docker.run("exec", "-w", "/sys/fs/cgroup", "web", "sh", "-c", files).text())
          .matches("oom_kill_disable 1\nunder_oom 0\noom_kill 0\n512\n5\n[3-5]");
      assertThat(docker.run("stats", "--no-stream", "--format", "{{.CPUPerc}}", "web").text())
          .isNotEqualTo("0.00%");
      docker.run("pause", "web").ok();
      docker.run("unpause", "web").ok();
    }
  }

  @Test
  @DisplayName("E18: docker's clients hear of who was killed, and see it in inspect")
  void whoWasKilledIsTold() {
    try (var docker = new Docker(folder)) {
      docker.run("run", "--name", "web", "-m", "16m", "box:1", "sh", "-c", "exec tail /dev/zero");

      assertThat(
              docker.run("inspect", "-f", "{{.State.OOMKilled}} {{.State.ExitCode}}", "web").text())
          .isEqualTo("true 137");
      Jug.eventually(() ->
          assertThat(
                  docker.run("events", "--since", "1m", "--until", "0s", "-f", "event=oom").text())
              .contains("container oom", "process=tail"));
    }
  }
}
