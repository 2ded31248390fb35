package dev.jug.linux.mount;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import dev.jug.linux.ns.PrivateMounts;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A union of directories on kernels before Linux 6.7, which have no {@code lowerdir+}: all are
 * named in one option, for which fsconfig(2) is too short. So it is mounted as of old (mount(2)),
 * where nobody sees it, and what is kept is a copy of that mount.
 */
record OlderOverlay(List<Map.Entry<String, String>> options, boolean readOnly) {
  private static final String LOWER = "lowerdir+";

  /** mount(2) takes a page of options, and leaves out what is beyond. */
  private static final int LONGEST = 4095;

  private static final long MS_RDONLY = 1;

  /** There on every machine, and no way to a lower directory. */
  private static final Path PLACE = Path.of("/proc");

  /** Whether options are those of a union, as newer kernels have them. */
  static boolean isMeant(List<Map.Entry<String, String>> options) {
    return options.stream().anyMatch(option -> option.getKey().equals(LOWER));
  }

  /**
   * Makes it.
   *
   * @return the root, as a location (O_PATH)
   * @throws SysException with E2BIG if the directories' names are too long together
   */
  Fd make() {
    var data = data();
    if (data.getBytes(UTF_8).length > LONGEST) {
      throw new SysException("mount", Errno.E2BIG, "overlay", data);
    }
    return PrivateMounts.call(() -> {
      mount(data);
      return DetachedMount.copy(PLACE);
    });
  }

  private void mount(String data) {
    try (var arena = Arena.ofConfined()) {
      long type = Kernel.path(arena, "overlay").address();
      long place = Kernel.path(arena, PLACE.toString()).address();
      long text = Kernel.path(arena, data).address();
      long result = Kernel.raw(Call.MOUNT, type, place, type, readOnly ? MS_RDONLY : 0, text);
      Kernel.check(result, Call.MOUNT, "overlay", data);
    }
  }

  private String data() {
    var lowers =
        options.stream()
            .filter(option -> option.getKey().equals(LOWER))
            .map(option -> option.getValue().replaceAll("[\\\\:,]", "\\\\$0"))
            .collect(Collectors.joining(":", "lowerdir=", ""));
    var others =
        options.stream()
            .filter(option -> !option.getKey().equals(LOWER))
            .map(option ->
                option.getKey() + "=" + option.getValue().replaceAll("[\\\\,]", "\\\\$0"));
    return Stream.concat(Stream.of(lowers), others).collect(Collectors.joining(","));
  }
}
