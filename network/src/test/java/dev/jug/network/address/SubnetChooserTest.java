package dev.jug.network.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.network.address.SubnetChooser.Pool;
import dev.jug.network.error.NetworkException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubnetChooserTest {
  @Test
  void takesDockersInDockersOrder() {
    var chosen = new ArrayList<Subnet>();
    for (int i = 0; i < 17; i++) {
      chosen.add(SubnetChooser.DEFAULT.choose(true, chosen));
    }
    assertThat(chosen.getFirst()).hasToString("172.17.0.0/16");
    assertThat(chosen.get(1)).hasToString("172.18.0.0/16");
    assertThat(chosen.get(14)).hasToString("172.31.0.0/16");
    assertThat(chosen.get(15)).hasToString("192.168.0.0/20");
    assertThat(chosen.get(16)).hasToString("192.168.16.0/20");
  }

  @Test
  void leavesOutWhatOverlaps() {
    var taken = List.of(Subnet.parse("172.17.3.0/24"), Subnet.parse("172.18.0.0/15"));
    assertThat(SubnetChooser.DEFAULT.choose(true, taken)).hasToString("172.20.0.0/16");
  }

  @Test
  void sixIsChosenFromItsOwnPool() {
    var first = SubnetChooser.DEFAULT.choose(false, List.of());
    assertThat(first.prefix()).isEqualTo(64);
    assertThat(SubnetChooser.DEFAULT.choose(false, List.of(first))).isNotEqualTo(first);
  }

  @Test
  void whenAllAreTakenItSaysSo() {
    var one = new SubnetChooser(List.of(new Pool(Subnet.parse("10.0.0.0/24"), 25)));
    var all = List.of(Subnet.parse("10.0.0.0/24"));
    assertThatThrownBy(() -> one.choose(true, all))
        .isInstanceOf(NetworkException.class)
        .hasMessage("all predefined address pools have been fully subnetted");
    assertThatThrownBy(() -> one.choose(false, List.of())).isInstanceOf(NetworkException.class);
  }

  @Test
  void aPoolHasNoSubnetsLargerThanItself() {
    assertThatThrownBy(() -> new Pool(Subnet.parse("10.0.0.0/24"), 16))
        .hasMessageContaining("no subnets of size /16");
  }
}
