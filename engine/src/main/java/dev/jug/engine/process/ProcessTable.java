package dev.jug.engine.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Processes as a table; in the shape of Docker's {@code /containers/ID/top}.
 *
 * @param titles a heading for each column
 * @param processes a row for each process, with as many cells
 */
public record ProcessTable(
    @JsonProperty("Titles") List<String> titles,
    @JsonProperty("Processes") List<List<String>> processes) {
  public ProcessTable {
    titles = List.copyOf(titles);
    processes = processes.stream().map(List::copyOf).toList();
  }
}
