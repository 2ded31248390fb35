package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.Layouts.HYBRID;
import static dev.jug.runtime.cgroup.Layouts.LEGACY;
import static dev.jug.runtime.cgroup.Layouts.RARE;
import static dev.jug.runtime.cgroup.Layouts.UNIFIED;
import static dev.jug.runtime.cgroup.ResourceFixture.cpu;
import static dev.jug.runtime.cgroup.ResourceFixture.hugepages;
import static dev.jug.runtime.cgroup.ResourceFixture.memory;
import static dev.jug.runtime.cgroup.ResourceFixture.network;
import static dev.jug.runtime.cgroup.ResourceFixture.rdma;
import static dev.jug.runtime.cgroup.ResourceFixture.writes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.Resources.Cpu;
import dev.jug.oci.runtime.Resources.HugepageLimit;
import dev.jug.oci.runtime.Resources.Memory;
import dev.jug.oci.runtime.Resources.Network;
import dev.jug.oci.runtime.Resources.Priority;
import dev.jug.oci.runtime.Resources.Rdma;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Huge pages, networks, RDMA, and the fields that not every kernel can follow. */
class RareWritesTest {
  private static final HugepageLimit TWO_PAGES = new HugepageLimit("2MB", 4L << 20);

  @Test
  void hugePagesAreLimitedInUseAndInReserve() {
    assertThat(writes(RARE, hugepages(TWO_PAGES)))
        .containsExactly(
            "hugetlb/jug/x/hugetlb.2MB.limit_in_bytes = 4194304",
            "hugetlb/jug/x/hugetlb.2MB.rsvd.limit_in_bytes = 4194304");
    assertThat(writes(UNIFIED, hugepages(TWO_PAGES)))
        .containsExactly("jug/x/hugetlb.2MB.max = 4194304", "jug/x/hugetlb.2MB.rsvd.max = 4194304");
    assertThat(writes(UNIFIED, hugepages(TWO_PAGES), Set.of("hugetlb.2MB.rsvd.max"))).hasSize(1);
  }

  @Test
  void aLimitMayUseAll64Bits() {
    assertThat(writes(UNIFIED, hugepages(new HugepageLimit("1GB", -1))))
        .contains("jug/x/hugetlb.1GB.max = 18446744073709551615");
  }

  @Test
  @DisplayName("E35: huge pages are limited by sizes that the kernel has")
  void hugePagesOfNoSuchSize() {
    var odd = hugepages(new HugepageLimit("3MB", 0));

    assertThatThrownBy(() -> writes(UNIFIED, odd, Set.of("hugetlb.3MB.max")))
        .hasMessage(
            "linux.resources.hugepageLimits: 3MB: this kernel has no hugetlb.3MB.max, so leave the"
                + " field out");
    assertThatThrownBy(() -> writes(UNIFIED, hugepages(new HugepageLimit("../2MB", 0))))
        .hasMessageStartingWith("linux.resources.hugepageLimits: page size \"../2MB\" is not");
    assertThatThrownBy(() -> writes(HYBRID, odd))
        .hasMessageEndingWith("this machine has no hugetlb controller");
  }

  @Test
  @DisplayName("E32: network traffic has a class and priorities in version 1")
  void networkTrafficHasAClassAndPrioritiesInVersion1() {
    var both = new Network(0x100001L, List.of(new Priority("eth0", 5), new Priority("lo", 0)));

    assertThat(writes(RARE, network(both)))
        .containsExactly(
            "net_cls,net_prio/jug/x/net_cls.classid = 1048577",
            "net_cls,net_prio/jug/x/net_prio.ifpriomap = eth0 5",
            "net_cls,net_prio/jug/x/net_prio.ifpriomap = lo 0");
    assertThatThrownBy(() -> writes(UNIFIED, network(both)))
        .hasMessage("linux.resources.network.classID: this machine has no net_cls controller");
    assertThat(writes(UNIFIED, network(new Network(0L, List.of())))).isEmpty();
  }

  @Test
  @DisplayName("E33: a class or priority that cannot be is refused")
  void aNetworkThatCannotBe() {
    assertThatThrownBy(() -> writes(RARE, network(new Network(1L << 32, List.of()))))
        .hasMessage(
            "linux.resources.network.classID: 4294967296 is not in the range 1 … 4294967295");
    var spaced = new Network(null, List.of(new Priority("a 1", 5)));
    assertThatThrownBy(() -> writes(RARE, network(spaced)))
        .hasMessage("linux.resources.network.priorities: \"a 1\" is not the name of an interface");
  }

  @Test
  @DisplayName("E35: RDMA is limited by device")
  void rdmaIsOneLineForEachDevice() {
    var limits = rdma(Map.of("mlx5_1", new Rdma(3L, 10_000L), "a", new Rdma(null, 0L)));

    assertThat(writes(RARE, limits))
        .containsExactly(
            "rdma/jug/x/rdma.max = a hca_object=0",
            "rdma/jug/x/rdma.max = mlx5_1 hca_handle=3 hca_object=10000");
    assertThat(writes(UNIFIED, limits)).hasSize(2);
    assertThat(writes(UNIFIED, rdma(Map.of("a", new Rdma(null, null))))).isEmpty();
    assertThatThrownBy(() -> writes(LEGACY, limits))
        .hasMessage("linux.resources.rdma.a: this machine has no rdma controller");
    assertThatThrownBy(() -> writes(RARE, rdma(Map.of("a", new Rdma(-1L, null)))))
        .hasMessageStartingWith("linux.resources.rdma.a.hcaHandles: -1 is not in the range");
  }

  @Test
  void realTimeProcessesAreLimitedInVersion1Alone() {
    var realtime = cpu(new Cpu(null, null, null, null, null, null, null, 9500L, 10_000L));

    assertThat(writes(LEGACY, realtime))
        .containsExactly(
            "cpu,cpuacct/jug/x/cpu.rt_period_us = 10000",
            "cpu,cpuacct/jug/x/cpu.rt_runtime_us = 9500");
    assertThatThrownBy(() -> writes(UNIFIED, realtime))
        .hasMessage(
            "linux.resources.cpu.realtimeRuntime: cgroup version 2 cannot limit real-time processes,"
                + " so leave it out");
    assertThatThrownBy(() -> writes(LEGACY, realtime, Set.of("cpu.rt_period_us")))
        .hasMessageStartingWith(
            "linux.resources.cpu.realtimePeriod: this kernel has no cpu.rt_period_us");
  }

  @Test
  void theRestOfMemoryIsOfVersion1() {
    var memory = memory(new Memory(null, null, null, null, null, true, null, 5000L, 6000L));

    assertThat(writes(LEGACY, memory))
        .containsExactly(
            "memory/jug/x/memory.kmem.tcp.limit_in_bytes = 6000",
            "memory/jug/x/memory.use_hierarchy = 1");
    assertThat(writes(LEGACY, memory, Set.of("memory.use_hierarchy"))).hasSize(1);
    assertThat(writes(UNIFIED, memory)).isEmpty();
  }

  @Test
  void whatThisKernelWasBuiltWithoutIsSaidByName() {
    assertThatThrownBy(
            () -> writes(LEGACY, memory(10L, null, 20L), Set.of("memory.memsw.limit_in_bytes")))
        .hasMessage(
            "linux.resources.memory.swap: this kernel has no memory.memsw.limit_in_bytes, so leave"
                + " the field out");
    assertThatThrownBy(() -> writes(UNIFIED, cpu(null, null, 5L, null), Set.of("cpu.max.burst")))
        .hasMessage(
            "linux.resources.cpu.burst: this kernel has no cpu.max.burst, so leave the field out");
  }
}
