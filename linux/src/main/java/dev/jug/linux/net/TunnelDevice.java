package dev.jug.linux.net;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import dev.jug.linux.fs.Rooted;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;

/**
 * A network device whose other end is a program: what the kernel sends into it is read from a
 * descriptor, what is written there arrives (the kernel's networking/tuntap.rst). It is no matter
 * of rtnetlink, and it is made in the caller's network namespace.
 */
public final class TunnelDevice {
  private static final int O_RDWR = 2;
  private static final int TUNSETIFF = 0x400454ca;
  private static final int IFF_NO_PI = 0x1000;
  private static final int IFF_TUN_EXCL = 0x8000;

  /** struct ifreq: a name, and here flags. */
  private static final int REQUEST_BYTES = 40;

  private static final int NAME_BYTES = 16;

  private TunnelDevice() {}

  /** What passes through it. */
  public enum Content {
    /** IP packets. */
    TUN(1),
    /** Ethernet frames. */
    TAP(2);

    private final int flag;

    Content(int flag) {
      this.flag = flag;
    }
  }

  /**
   * Makes one, which lasts as long as its descriptor.
   *
   * @param name 1 to 15 bytes
   * @return the program's end: each read(2) takes a packet, each write(2) sends one
   * @throws IllegalArgumentException if the name is too long
   * @throws dev.jug.linux.SysException with EBUSY if there is a device of this name, EPERM without
   *     CAP_NET_ADMIN, ENOENT if the kernel has no such devices
   */
  public static Fd make(String name, Content content) {
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length >= NAME_BYTES) {
      throw new IllegalArgumentException("name of a network device: " + name);
    }
    try (var directory = Rooted.directory("/dev")) {
      var device = Rooted.open(directory, "net/tun", O_RDWR);
      try {
        name(device, name, content);
        return device;
      } catch (RuntimeException e) {
        device.close();
        throw e;
      }
    }
  }

  private static void name(Fd device, String name, Content content) {
    try (var arena = Arena.ofConfined()) {
      var request = arena.allocate(REQUEST_BYTES, Long.BYTES);
      request.setString(0, name);
      request.set(JAVA_SHORT, NAME_BYTES, (short) (content.flag | IFF_NO_PI | IFF_TUN_EXCL));
      long result = Kernel.raw(Call.IOCTL, device.number(), TUNSETIFF, request.address());
      Kernel.check(result, Call.IOCTL, "TUNSETIFF", name, content);
    }
  }
}
