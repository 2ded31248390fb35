package dev.jug.image.error;

import dev.jug.linux.fs.DiskTrouble;
import dev.jug.linux.fs.FileTrouble;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What could not be done with an image. The message says what failed, on what, and why; {@link
 * #advice()} says what a person can do about it. Unchecked.
 */
public final class ImageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String advice;

  /** What kind of failure it is, for doors that map it to a status. */
  public enum Kind {
    /** There is no such image, blob, or registry. */
    NOT_FOUND,
    /** Credentials are missing or do not suffice. */
    DENIED,
    /** What was asked for, or what a document says, makes no sense. */
    INVALID,
    /** Content is not what its digest or size says. */
    CORRUPT,
    /** It breaks a rule that protects this machine: hostile content, limits, policy. */
    REFUSED,
    /** It cannot be done in the state things are in, such as an image in use. */
    CONFLICT,
    /** The other side does not answer, or this machine lacks something; later it may work. */
    UNAVAILABLE,
    /** It was tried and went wrong. */
    FAILED
  }

  public ImageException(Kind kind, String message, String advice, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.advice = advice;
  }

  public ImageException(Kind kind, String message, String advice) {
    this(kind, message, advice, null);
  }

  public ImageException(Kind kind, String message) {
    this(kind, message, "", null);
  }

  /** What a disk or a connection did. */
  public static ImageException of(IOException why) {
    return new ImageException(
        Kind.FAILED,
        FileTrouble.of(why),
        DiskTrouble.of(why).map(ImageException::advice).orElse(""),
        why);
  }

  /**
   * What a disk or a connection did.
   *
   * @param intent what was tried, as it goes on after "cannot"
   */
  public static ImageException of(String intent, IOException why) {
    var plain = of(why);
    return new ImageException(
        Kind.FAILED, "cannot " + intent + ": " + plain.getMessage(), plain.advice(), why);
  }

  /**
   * What a disk does not take.
   *
   * @param place a directory on it, or what a person calls it
   */
  public static ImageException of(DiskTrouble trouble, String place, Throwable why) {
    return new ImageException(Kind.UNAVAILABLE, trouble.of(place), advice(trouble), why);
  }

  private static String advice(DiskTrouble trouble) {
    return trouble.isLackOfRoom()
        ? "'jug system df' shows what takes space, 'jug system prune' frees some."
        : "Mount it writable; if it was, dmesg tells what happened to it.";
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** What kind of failure it is. */
  public Kind kind() {
    return kind;
  }

  /** What the person who asked can do; empty if the message says it all. */
  public String advice() {
    return advice;
  }
}
