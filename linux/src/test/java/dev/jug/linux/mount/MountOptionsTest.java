package dev.jug.linux.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountOptionsTest {
  private static final String SPECIFIED =
      """
      async atime bind defaults dev diratime dirsync exec iversion lazytime loud mand noatime \
      nodev nodiratime noexec noiversion nolazytime nomand norelatime nostrictatime nosuid \
      nosymfollow private ratime rbind rdev rdiratime relatime remount rexec rnoatime rnodev \
      rnodiratime rnoexec rnorelatime rnostrictatime rnosuid rnosymfollow ro rprivate rrelatime \
      rro rrw rshared rslave rstrictatime rsuid rsymfollow runbindable rw shared silent slave \
      strictatime suid symfollow sync tmpcopyup unbindable idmap ridmap\
      """;

  private static MountOptions parse(String options) {
    return MountOptions.parse(List.of(options.split(",")));
  }

  @Test
  void everyOptionOfTheSpecificationIsKnown() {
    assertThat(MountOptions.names())
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(SPECIFIED.strip().split(" +")))
        .isSorted();
    assertThat(MountOptions.names()).allSatisfy(name -> assertThat(parse(name).data()).isEmpty());
  }

  @Test
  void flagsAndDataAreSorted() {
    var options = parse("nosuid,strictatime,mode=755,size=65536k");

    assertThat(options.flags()).isEqualTo(2 | 1L << 24);
    assertThat(options.data()).isEqualTo("mode=755,size=65536k");
    assertThat(options.bind()).isEqualTo(Depth.NONE);
  }

  @Test
  void flagsAreThoseOfTheKernel() {
    assertThat(parse("sync,dirsync,mand,silent,iversion,lazytime,relatime").flags())
        .isEqualTo(16 | 128 | 64 | 1 << 15 | 1 << 23 | 1 << 25 | 1 << 21);
    assertThat(parse("sync,async,mand,nomand,silent,loud,iversion,noiversion").flags()).isZero();
  }

  @Test
  void theLaterOfTwoOppositesWins() {
    assertThat(parse("ro,rw").flags()).isZero();
    assertThat(parse("rw,ro").attributes()).isEqualTo(new AttributeChange(1, 0));
    assertThat(parse("ro,rw").attributes()).isEqualTo(new AttributeChange(0, 1));
  }

  @Test
  void accessTimesAreOneChoiceOfThree() {
    assertThat(parse("noatime").attributes()).isEqualTo(new AttributeChange(0x10, 0x70));
    assertThat(parse("noatime,strictatime").attributes())
        .isEqualTo(new AttributeChange(0x20, 0x70));
    assertThat(parse("strictatime,relatime").attributes()).isEqualTo(new AttributeChange(0, 0x70));
    assertThat(parse("noatime,atime").attributes()).isEqualTo(new AttributeChange(0, 0x70));
    assertThat(parse("noatime,norelatime").attributes()).isEqualTo(new AttributeChange(0x10, 0x70));
  }

  @Test
  void recursiveAttributesAreApart() {
    var options = parse("rro,nosuid,rnoatime,rsuid");

    assertThat(options.attributes()).isEqualTo(new AttributeChange(2, 0));
    assertThat(options.treeAttributes()).isEqualTo(new AttributeChange(0x11, 0x72));
    assertThat(options.flags()).isEqualTo(2);
  }

  @Test
  void changesAddUp() {
    assertThat(new AttributeChange(1, 0x70).then(new AttributeChange(2, 1)))
        .isEqualTo(new AttributeChange(2, 0x71));
    assertThat(new AttributeChange(0, 1).then(AttributeChange.READ_ONLY))
        .isEqualTo(AttributeChange.READ_ONLY);
  }

  @Test
  void bindsKnowTheirDepthAndPropagation() {
    var options = parse("rbind,rslave,ro,bind");

    assertThat(options.bind()).isEqualTo(Depth.TREE);
    assertThat(options.propagation()).contains(Propagation.SLAVE);
    assertThat(options.propagationDepth()).isEqualTo(Depth.TREE);
    assertThat(parse("bind,slave").propagationDepth()).isEqualTo(Depth.MOUNT);
    assertThat(options.data()).isEmpty();
  }

  @Test
  void wordsSetWhatTheySay() {
    assertThat(parse("remount").remount()).isTrue();
    assertThat(parse("tmpcopyup").copyUp()).isTrue();
    assertThat(parse("idmap").idMap()).isEqualTo(Depth.MOUNT);
    assertThat(parse("ridmap").idMap()).isEqualTo(Depth.TREE);
    assertThat(parse("defaults")).isEqualTo(MountOptions.parse(List.of()));
  }
}
