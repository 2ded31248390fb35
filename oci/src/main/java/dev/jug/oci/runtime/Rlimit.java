package dev.jug.oci.runtime;

/**
 * One resource limit of setrlimit(2) (config.md, "POSIX process").
 *
 * @param type name such as {@code RLIMIT_NOFILE}
 * @param soft limit the kernel enforces, unsigned 64 bits; all ones means unlimited
 * @param hard ceiling of the soft limit, unsigned 64 bits
 */
public record Rlimit(String type, long soft, long hard) {}
