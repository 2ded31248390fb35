package dev.jug.network;

import dev.jug.network.address.SubnetChooser;
import dev.jug.network.firewall.BackEnd;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How an engine's networks are.
 *
 * @param state directory that keeps them
 * @param run directory that must not outlive the machine's restart
 * @param tag marks what is this engine's in the kernel: devices, tables of rules
 * @param bridge what the network {@code bridge} is to be like
 * @param chooser finds subnets for networks that ask for none
 * @param backEnd which part of the kernel has the rules for packets; empty for what it can do
 */
public record NetworksConfig(
    Path state,
    Path run,
    String tag,
    NetworkRequest bridge,
    SubnetChooser chooser,
    Optional<BackEnd> backEnd) {}
