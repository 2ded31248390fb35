package dev.jug.build.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.build.cache.CachePlace.InDirectory;
import dev.jug.build.cache.CachePlace.InImage;
import dev.jug.build.cache.CachePlace.InRegistry;
import dev.jug.build.error.BuildFailure;
import dev.jug.oci.image.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --cache-to} and {@code --cache-from} mean. */
class CacheWishTest {
  @Test
  void placesAreUnderstood() {
    var registry = new InRegistry(Reference.parse("host:1/cache:tag"));
    assertThat(CachePlace.source("host:1/cache:tag")).isEqualTo(registry);
    assertThat(CachePlace.source("type=registry,ref=host:1/cache:tag")).isEqualTo(registry);
    assertThat(CachePlace.source("type=local,src=d")).isEqualTo(new InDirectory("d", "latest"));
    assertThat(CacheWish.parse("type=local,dest=d,tag=t").place())
        .isEqualTo(new InDirectory("d", "t"));
    assertThat(CacheWish.parse("type=inline").place()).isEqualTo(new InImage());
  }

  @Test
  void howMuchIsToldIsUnderstood() {
    var place = new InRegistry(Reference.parse("a/b"));
    assertThat(CacheWish.parse("a/b")).isEqualTo(new CacheWish(place, false, false));
    assertThat(CacheWish.parse("type=registry,ref=a/b,mode=max,ignore-error=true"))
        .isEqualTo(new CacheWish(place, true, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "type=s3,bucket=b|build caches of type 's3' are not supported",
        "type=local|a build cache of type local needs dest=",
        "type=registry,ref=|a build cache of type registry needs ref=",
        "type=registry,ref=A:B:C|invalid cache 'A:B:C'",
        "type=inline,mode=all|mode is min or max",
        "type=inline,x|'x' is no NAME=VALUE",
      })
  void nonsenseIsRefused(String text, String why) {
    assertThatThrownBy(() -> CacheWish.parse(text))
        .isInstanceOf(BuildFailure.class)
        .hasMessageContaining(why);
  }
}
