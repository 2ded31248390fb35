package dev.jug.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.network.firewall.BackEnd;
import dev.jug.network.firewall.iptables.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which part of the kernel has the rules. */
class FirewallChoiceTest {
  @TempDir Path folder;

  private BackEnd chosen(Optional<BackEnd> wanted, boolean hasTables) {
    try (var firewall =
        new FirewallChoice(wanted, hasTables, folder.toString()).open("jug-test", folder)) {
      return firewall.backEnd();
    }
  }

  private void install(String name, String flavour) throws IOException {
    var program =
        Files.writeString(folder.resolve(name), "#!/bin/sh\necho 'v1.8.9" + flavour + "'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void nothingSaidMeansWhatTheKernelHas() throws IOException {
    assertThat(chosen(Optional.empty(), true)).isEqualTo(BackEnd.NFTABLES);
    assertThat(chosen(Optional.empty(), false)).as("neither").isEqualTo(BackEnd.NFTABLES);
    install("iptables-restore", " (legacy)");
    assertThat(chosen(Optional.empty(), false)).isEqualTo(BackEnd.IPTABLES);
    assertThat(chosen(Optional.empty(), true)).isEqualTo(BackEnd.NFTABLES);
  }

  @Test
  void whatIsSaidIsTaken() throws IOException {
    assertThat(chosen(Optional.of(BackEnd.IPTABLES), true)).isEqualTo(BackEnd.IPTABLES);
    install("iptables-restore", " (legacy)");
    assertThat(chosen(Optional.of(BackEnd.IPTABLES), true)).isEqualTo(BackEnd.IPTABLES);
    assertThat(chosen(Optional.of(BackEnd.NFTABLES), false)).isEqualTo(BackEnd.NFTABLES);
  }

  @Test
  void programsThatNeedNfTablesAreOfNoUseWithoutIt() throws IOException {
    install("iptables-restore", " (nf_tables)");
    assertThat(Programs.find(folder.toString(), true)).isPresent();
    assertThat(Programs.find(folder.toString(), false)).isEmpty();
    install("iptables-legacy-restore", " (legacy)");
    assertThat(Programs.find(folder.toString(), false).orElseThrow().toString())
        .contains("iptables-legacy-restore")
        .doesNotContain("ip6tables");
    install("iptables-restore", "");
    assertThat(Programs.find(folder.toString(), false).orElseThrow().toString())
        .as("before there were two kinds")
        .contains("/iptables-restore");
  }
}
