package dev.jug.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockAccountingTest {
  @TempDir Path folder;
  private Path rate;

  @BeforeEach
  void make() throws IOException {
    var ours = Files.createDirectory(folder.resolve("jug-counts"));
    rate = Files.writeString(ours.resolve("blkio.throttle.read_bps_device"), "untouched");
  }

  private void disk(String name, String number, int size) throws IOException {
    var disk = Files.createDirectories(folder.resolve("block").resolve(name));
    Files.writeString(disk.resolve("dev"), number + "\n");
    Files.writeString(disk.resolve("size"), size + "\n");
  }

  private String written() throws IOException {
    new BlockAccounting(folder, folder.resolve("block")).countAll();
    return Files.readString(rate);
  }

  @Test
  void aDiskThatIsNotCountedIsNamed() throws IOException {
    disk("vda", "254:0", 100);
    Files.writeString(folder.resolve("blkio.throttle.io_service_bytes"), "254:01 Read 5\nTotal 5");

    assertThat(written()).startsWith("254:0 0");
  }

  @Test
  void whatIsCountedOrEmptyOrAFileIsLeftAlone() throws IOException {
    disk("vda", "254:0", 100);
    disk("zram0", "253:0", 0);
    disk("loop0", "7:0", 100);
    Files.writeString(folder.resolve("blkio.throttle.io_service_bytes"), "254:0 Read 5\nTotal 5");

    assertThat(written()).isEqualTo("untouched");
  }

  @Test
  void aMachineWithoutDisksIsNoTrouble() throws IOException {
    assertThat(written()).isEqualTo("untouched");
  }
}
