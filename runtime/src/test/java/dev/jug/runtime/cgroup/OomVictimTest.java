package dev.jug.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OomVictimTest {
  private static final String LOG =
      """
      <4>[13.1] dd invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
      <6>[13.2] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=a,mems_allowed=0,\
      oom_memcg=/jug/a,task_memcg=/jug/a,task=dd,pid=71,uid=0
      <3>[13.3] Memory cgroup out of memory: Killed process 71 (dd) total-vm:66844kB
      <6>oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0-1,\
      oom_memcg=/jug,task_memcg=/jug/b,task=a,pid=1,uid=0,pid=72,uid=1000
      <6>oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,\
      task_memcg=/jug/a,task=java,pid=73,uid=7
      """;

  @Test
  void theDeadOfAGroupAreNamedInTheirOrder() {
    assertThat(OomVictim.find(LOG, "/jug/a"))
        .containsExactly(new OomVictim(71, "dd"), new OomVictim(73, "java"));
  }

  @Test
  void aNameMayLookLikeTheRestOfTheLine() {
    assertThat(OomVictim.find(LOG, "/jug/b")).containsExactly(new OomVictim(72, "a,pid=1,uid=0"));
  }

  @Test
  void othersAreNobody() {
    assertThat(OomVictim.find(LOG, "/jug/c")).isEmpty();
    assertThat(OomVictim.find("", "/jug/a")).isEmpty();
  }
}
