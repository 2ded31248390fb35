package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.Resources.Cpu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Processors and memory nodes of the groups below one whose own change. Version 1 (cpuset(7)) lets
 * no group have any that its parent has not, and gives to none what the parent gets; in version 2
 * that goes by itself. One that had what its parent had follows it; another keeps of its own what
 * the parent has still.
 *
 * @param writes for groups, parents first
 */
record LegacyCpuset(List<CgroupSetup.Write> writes) {
  static LegacyCpuset of(Path group, Cpu wanted) {
    var writes = new ArrayList<CgroupSetup.Write>();
    add(group, "cpuset.cpus", wanted.cpus(), writes);
    add(group, "cpuset.mems", wanted.mems(), writes);
    return new LegacyCpuset(List.copyOf(writes));
  }

  private static void add(
      Path group, String file, @Nullable String list, List<CgroupSetup.Write> writes) {
    var old = GroupFile.read(group.resolve(file)).filter(text -> !text.isEmpty());
    if (list == null || list.isEmpty() || old.isEmpty()) {
      return;
    }
    var before = NumberList.of(old.get());
    for (var below : below(group)) {
      GroupFile.read(below.resolve(file))
          .filter(text -> !text.isEmpty())
          .map(NumberList::of)
          .map(own -> own.equals(before) ? NumberList.of(list) : kept(own, NumberList.of(list)))
          .ifPresent(
              set -> writes.add(new CgroupSetup.Write(below.resolve(file), text(set), "below it")));
    }
  }

  private static BitSet kept(BitSet own, BitSet parent) {
    var both = (BitSet) own.clone();
    both.and(parent);
    return both.isEmpty() ? parent : both;
  }

  private static String text(BitSet set) {
    return set.stream().mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  private static List<Path> below(Path group) {
    try (var tree = Files.walk(group)) {
      return tree.filter(Files::isDirectory).filter(path -> !path.equals(group)).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** Before the parent has fewer: the deepest first. What is refused is not smaller. */
  void shrink() {
    writes.stream()
        .sorted(Comparator.comparing(CgroupSetup.Write::file).reversed())
        .forEach(LegacyCpuset::attempt);
  }

  /** After the parent has more. */
  void grow() {
    writes.forEach(LegacyCpuset::attempt);
  }

  private static void attempt(CgroupSetup.Write write) {
    try {
      GroupFile.write(write.file(), write.value());
    } catch (IOException e) {
      // Too many for its parent, which has its turn later; or the group is gone.
    }
  }
}
