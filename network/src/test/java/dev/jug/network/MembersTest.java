package dev.jug.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.network.address.Addresses;
import dev.jug.network.address.Subnet;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembersTest {
  private static final InetAddress FIRST = Addresses.parse("10.1.0.2", "ip");
  private static final InetAddress SECOND = Addresses.parse("10.1.0.3", "ip");

  private final Members members = new Members();

  private static Member member(String container, InetAddress address, String... names) {
    var endpoint =
        new Endpoint(
            "e".repeat(64),
            "n".repeat(64),
            "eth0",
            null,
            "02:42:00:00:00:" + container,
            address,
            Subnet.parse("10.1.0.0/24"),
            null,
            null,
            null,
            null,
            List.of(names),
            EndpointRequest.on("blue"));
    return new Member(container, names[0], endpoint);
  }

  @Test
  void eachIsFoundByAllThatItHas() {
    var web = member("01", FIRST, "web", "Store");
    var db = member("02", SECOND, "db", "store");
    members.put(web);
    members.put(db);

    assertThat(members.all()).containsExactly(db, web);
    assertThat(members.called("WEB")).containsExactly(web);
    assertThat(members.called("store")).containsExactly(db, web);
    assertThat(members.called("01")).containsExactly(web);
    assertThat(members.at(SECOND)).contains(db);
    assertThat(members.withMac("02:42:00:00:00:01")).contains(web);
    assertThat(members.container("02")).contains(db);
    assertThat(members.called("other")).isEmpty();
  }

  @Test
  void nothingIsLeftOfWhoHasGoneOrIsCalledOtherwise() {
    members.put(member("01", FIRST, "web", "store"));
    members.put(member("02", SECOND, "db", "store"));

    members.change("01", member -> member("01", FIRST, "shop"));
    assertThat(members.called("web")).isEmpty();
    assertThat(members.called("store")).hasSize(1);
    assertThat(members.called("shop")).hasSize(1);

    members.remove("01");
    members.remove("02");
    assertThat(members.isEmpty()).isTrue();
    assertThat(members.called("store")).isEmpty();
    assertThat(members.at(FIRST)).isEmpty();
    assertThat(members.withMac("02:42:00:00:00:01")).isEmpty();
    assertThat(members.remove("01")).isNull();
  }
}
