package dev.jug.engine.doctor;

import java.nio.file.Files;
import java.util.List;

/** What the engine itself runs on. */
final class JavaCheck implements Check {
  private static final int OLDEST = 25;

  @Override
  public String area() {
    return "java";
  }

  @Override
  public List<Row> look(Machine machine) {
    return List.of(version(machine.kernel().java()), cache(machine.place()), digests(machine));
  }

  private static Row version(Runtime.Version version) {
    return version.feature() >= OLDEST
        ? Row.ok("JDK", version.toString())
        : Row.wrong("JDK", version.toString(), "the engine does not start", "install JDK 25");
  }

  private static Row cache(Place place) {
    return Files.exists(place.cache())
        ? Row.ok("start-up cache", place.cache().toString())
        : Row.note(
            "start-up cache",
            "there is none at " + place.cache(),
            "an engine takes several times as long to start",
            place.cache().resolveSibling("../libexec/jug-train").normalize() + " makes it");
  }

  private static Row digests(Machine machine) {
    return machine.kernel().hasFastDigests()
        ? Row.ok("libcrypto", "computes digests")
        : Row.note(
            "libcrypto",
            "not found",
            "a pull takes about three times as much of a processor",
            "apt-get install libssl3");
  }
}
