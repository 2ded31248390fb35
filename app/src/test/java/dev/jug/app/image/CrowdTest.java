package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several people at one engine, who want different things of one image. */
@EndToEnd
@Requires("command:docker-registry")
class CrowdTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(3);

  @TempDir Path folder;
  private RealRegistry registry;
  private ImageUser user;
  private String image;

  @BeforeEach
  void open() {
    registry = RealRegistry.plain(folder.resolve("registry"));
    user = new ImageUser(folder);
    image = registry.name() + "/app:1";
    user.makeImage(image, "hello");
    user.run("push", image).ok();
  }

  @AfterEach
  void close() {
    user.close();
    registry.close();
  }

  @Test
  void theyGetWhatTheyWantOrHearWhyNot() throws Exception {
    var all = new ArrayList<Future<List<Result>>>();
    try (var threads = Executors.newCachedThreadPool()) {
      all.add(threads.submit(again("run", "--rm", image)));
      all.add(threads.submit(again("run", "--rm", image)));
      all.add(threads.submit(again("pull", "-q", image)));
      all.add(threads.submit(again("pull", "-q", image)));
      all.add(threads.submit(again("rmi", "-f", image)));
      all.add(threads.submit(again("image", "prune", "-a", "-f")));
    }

    for (var run : concat(all.get(0), all.get(1))) {
      assertThat(run.code() == 0 ? run.out() : run.err()).matches("(?s)hello\n?|.*No such image.*");
    }
    assertThat(concat(all.get(0), all.get(1))).anyMatch(run -> run.code() == 0);
    concat(all.get(2), all.get(3)).forEach(Result::ok);
    for (var removal : all.get(4).get()) {
      assertThat(removal.err()).matches("(?s)|.*No such image.*");
    }
    all.get(5).get().forEach(Result::ok);
    Jug.eventually(() -> assertThat(user.run("ps", "-aq").out()).isEmpty());
    assertThat(user.run("system", "check").text()).isEqualTo("images: sound");
  }

  private static List<Result> concat(Future<List<Result>> one, Future<List<Result>> two)
      throws Exception {
    var both = new ArrayList<>(one.get());
    both.addAll(two.get());
    return both;
  }

  private Callable<List<Result>> again(String... words) {
    long end = System.nanoTime() + LONG_ENOUGH.toNanos();
    return () -> {
      var results = new ArrayList<Result>();
      while (System.nanoTime() < end) {
        results.add(user.run(words));
      }
      return results;
    };
  }
}
