package dev.jug.linux.seccomp;

import java.util.Arrays;
import java.util.Optional;

/** Processor architectures as seccomp(2) tells them apart (AUDIT_ARCH_… of linux/audit.h). */
public enum Architecture {
  X86_64(0xc000003e, 64, "SCMP_ARCH_X86_64"),
  X86(0x40000003, 32, "SCMP_ARCH_X86"),
  AARCH64(0xc00000b7, 64, "SCMP_ARCH_AARCH64"),
  ARM(0x40000028, 32, "SCMP_ARCH_ARM");

  private final int audit;
  private final int bits;
  private final String specName;

  Architecture(int audit, int bits, String specName) {
    this.audit = audit;
    this.bits = bits;
    this.specName = specName;
  }

  /** What the kernel puts into struct seccomp_data. */
  public int audit() {
    return audit;
  }

  /** Whether system call arguments have 32 bits only. */
  public boolean isNarrow() {
    return bits == 32;
  }

  /** The name in an OCI spec. */
  public String specName() {
    return specName;
  }

  /** The architecture this machine runs. */
  public static Architecture ofMachine() {
    return "aarch64".equals(System.getProperty("os.arch")) ? AARCH64 : X86_64;
  }

  /** The 32-bit architecture whose programs this one runs too. */
  public Architecture narrow() {
    return this == X86_64 || this == X86 ? X86 : ARM;
  }

  /** The architecture with this name in an OCI spec; empty for those Jug does not run on. */
  public static Optional<Architecture> ofSpec(String specName) {
    return Arrays.stream(values()).filter(a -> a.specName.equals(specName)).findFirst();
  }
}
