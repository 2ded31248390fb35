package dev.jug.linux.crypto;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/**
 * OpenSSL's library of the system, its functions for digests (EVP_DigestInit(3)). All but one are
 * called through one stub, with more arguments than some take: those are ignored.
 *
 * @param create EVP_MD_CTX_new
 * @param free EVP_MD_CTX_free
 * @param begin EVP_DigestInit_ex
 * @param update EVP_DigestUpdate
 * @param end EVP_DigestFinal_ex
 * @param sha256 EVP_sha256
 * @param sha512 EVP_sha512
 */
record Libcrypto(
    MemorySegment create,
    MemorySegment free,
    MemorySegment begin,
    MemorySegment update,
    MemorySegment end,
    MemorySegment sha256,
    MemorySegment sha512) {
  private static final List<String> NAMES =
      List.of("libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.so.4");

  /** Its own clean-up at the end of the process would not wait for threads that still compute. */
  private static final long OPENSSL_INIT_NO_ATEXIT = 0x80000;

  private static final MethodHandle CALL =
      Linker.nativeLinker()
          .downcallHandle(FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, ADDRESS));

  /** Takes arrays where they lie: the garbage collector waits meanwhile. */
  private static final MethodHandle UPDATE =
      Linker.nativeLinker()
          .downcallHandle(
              FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG),
              Linker.Option.critical(true));

  /** The first of its versions that is here; empty if none is. */
  static Optional<Libcrypto> load() {
    return NAMES.stream().flatMap(name -> load(name).stream()).findFirst();
  }

  private static Optional<Libcrypto> load(String name) {
    try {
      var library = SymbolLookup.libraryLookup(name, Arena.global());
      call(
          library.findOrThrow("OPENSSL_init_crypto"),
          MemorySegment.ofAddress(OPENSSL_INIT_NO_ATEXIT),
          MemorySegment.NULL,
          MemorySegment.NULL);
      return Optional.of(
          new Libcrypto(
              library.findOrThrow("EVP_MD_CTX_new"),
              library.findOrThrow("EVP_MD_CTX_free"),
              library.findOrThrow("EVP_DigestInit_ex"),
              library.findOrThrow("EVP_DigestUpdate"),
              library.findOrThrow("EVP_DigestFinal_ex"),
              library.findOrThrow("EVP_sha256"),
              library.findOrThrow("EVP_sha512")));
    } catch (IllegalArgumentException | java.util.NoSuchElementException _) {
      return Optional.empty();
    }
  }

  /** Calls a function; what it does not return is arbitrary. */
  static long call(
      MemorySegment function, MemorySegment first, MemorySegment second, MemorySegment third) {
    try {
      return (long) CALL.invokeExact(function, first, second, third);
    } catch (Throwable e) {
      throw new AssertionError("C functions cannot throw", e);
    }
  }

  /** Computes on. */
  int update(MemorySegment context, MemorySegment bytes) {
    try {
      return (int) UPDATE.invokeExact(update, context, bytes, bytes.byteSize());
    } catch (Throwable e) {
      throw new AssertionError("C functions cannot throw", e);
    }
  }
}
