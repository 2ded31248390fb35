package dev.jug.linux.crypto;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A digest that the system's library computes. That is as fast from the first byte on as the
 * processor can; the JDK's own is not before its optimizing compiler, which the engine does
 * without, has compiled it. Not thread-safe.
 */
public final class SystemDigest extends MessageDigest {
  /** Garbage collection waits no longer than this takes. */
  private static final int MOST_AT_ONCE = 1 << 16;

  private static final int LONGEST = 64;

  /** Loaded when it is first used: most lives of an engine do not need it. */
  private static final class Library {
    private static final Optional<Libcrypto> LOADED = Libcrypto.load();
  }

  private final Libcrypto library;
  private final MemorySegment function;
  private final MemorySegment context;
  private final int length;

  private SystemDigest(Libcrypto library, String name, MemorySegment function, int length) {
    super(name);
    this.library = library;
    this.function = function;
    this.length = length;
    long created = call(library.create(), MemorySegment.NULL, MemorySegment.NULL);
    if (created == 0) {
      throw new OutOfMemoryError("EVP_MD_CTX_new");
    }
    var free = library.free();
    context =
        MemorySegment.ofAddress(created)
            .reinterpret(
                Arena.ofAuto(),
                context -> Libcrypto.call(free, context, MemorySegment.NULL, MemorySegment.NULL));
    begin();
  }

  /**
   * Begins a computation.
   *
   * @param name as {@link MessageDigest#getInstance(String)} wants it
   * @return empty where the library is not there, or does not have the algorithm
   */
  public static Optional<MessageDigest> of(String name) {
    return Library.LOADED.flatMap(library ->
        switch (name) {
          case "SHA-256" -> of(library, name, library.sha256(), 32);
          case "SHA-512" -> of(library, name, library.sha512(), 64);
          default -> Optional.empty();
        });
  }

  private static Optional<MessageDigest> of(
      Libcrypto library, String name, MemorySegment getter, int length) {
    long function = call(getter, MemorySegment.NULL, MemorySegment.NULL);
    return Optional.of(new SystemDigest(library, name, MemorySegment.ofAddress(function), length));
  }

  private static long call(MemorySegment function, MemorySegment first, MemorySegment second) {
    return Libcrypto.call(function, first, second, MemorySegment.NULL);
  }

  private void begin() {
    check((int) call(library.begin(), context, function));
  }

  /** It can fail where an administrator allows certain algorithms only. */
  private void check(int result) {
    if (result != 1) {
      throw new IllegalStateException("the system's libcrypto refuses " + getAlgorithm());
    }
  }

  @Override
  protected int engineGetDigestLength() {
    return length;
  }

  @Override
  protected void engineUpdate(byte input) {
    engineUpdate(new byte[] {input}, 0, 1);
  }

  @Override
  protected void engineUpdate(byte[] input, int from, int count) {
    update(MemorySegment.ofArray(input).asSlice(from, count));
  }

  @Override
  protected void engineUpdate(ByteBuffer input) {
    update(MemorySegment.ofBuffer(input));
    input.position(input.limit());
  }

  private void update(MemorySegment bytes) {
    for (long at = 0; at < bytes.byteSize(); at += MOST_AT_ONCE) {
      var some = bytes.asSlice(at, Math.min(MOST_AT_ONCE, bytes.byteSize() - at));
      check(library.update(context, some));
    }
  }

  @Override
  protected byte[] engineDigest() {
    try (var arena = Arena.ofConfined()) {
      var digest = arena.allocate(LONGEST);
      check((int) Libcrypto.call(library.end(), context, digest, MemorySegment.NULL));
      begin();
      return digest.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  @Override
  protected void engineReset() {
    begin();
  }
}
