/** Names and addresses that lead to the pods that are ready. */
@NullMarked
package dev.jug.play.service;

import org.jspecify.annotations.NullMarked;
