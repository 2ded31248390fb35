package dev.jug.runtime.dbus;

import java.util.Objects;

/** A call was answered with an error, or not at all. */
public final class DbusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String name;

  /**
   * @param name the error's name, such as {@code org.freedesktop.DBus.Error.NoReply}
   * @param message what the other side said
   */
  public DbusException(String name, String message) {
    super(message);
    this.name = name;
  }

  /** The error's name, made for programs. */
  public String name() {
    return name;
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
