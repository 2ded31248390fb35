package dev.jug.runtime.dbus;

/**
 * A value that carries its type (D-Bus specification, "Container types").
 *
 * @param signature one complete type, such as {@code s} or {@code a(ss)}
 * @param value numbers for the integer types, {@link Boolean}, {@link String} for strings, paths
 *     and signatures, {@link java.util.List} for arrays, structures and dictionary entries
 */
public record Variant(String signature, Object value) {}
