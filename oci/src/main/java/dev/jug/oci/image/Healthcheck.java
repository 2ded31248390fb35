package dev.jug.oci.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How to see that a container works (Docker's image specification 1.2, "Healthcheck").
 *
 * @param test {@code NONE}, {@code CMD} with words, or {@code CMD-SHELL} with a line
 * @param interval nanoseconds between two tests; 0 for the default
 * @param timeout nanoseconds after which a test has failed; 0 for the default
 * @param startPeriod nanoseconds in which failures do not count; 0 for none
 * @param startInterval nanoseconds between two tests in that time; 0 for the default
 * @param retries how many failures in a row make it unhealthy; 0 for the default
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Healthcheck(
    @JsonProperty("Test") List<String> test,
    @JsonProperty("Interval") long interval,
    @JsonProperty("Timeout") long timeout,
    @JsonProperty("StartPeriod") long startPeriod,
    @JsonProperty("StartInterval") long startInterval,
    @JsonProperty("Retries") int retries) {
  public Healthcheck {
    test = Check.list(test, "Test");
  }
}
