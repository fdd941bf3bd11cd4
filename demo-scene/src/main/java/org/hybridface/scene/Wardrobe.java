// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes figures ready before they are needed, one after the other on one thread in the background. */
final class Wardrobe {

    private final Map<Person, CompletableFuture<Figure>> figures;

    /** @param people in the order of their entrance */
    Wardrobe(List<Person> people) {
        figures = people.stream().collect(Collectors.toMap(Function.identity(), person -> new CompletableFuture<>()));
        Thread dresser = new Thread(() -> people.forEach(this::dress), "demo-people");
        dresser.setDaemon(true);
        // Whoever shows the current frame goes first.
        dresser.setPriority(Thread.MIN_PRIORITY);
        dresser.start();
    }

    private void dress(Person person) {
        try {
            figures.get(person).complete(new Figure(person.looks()));
        } catch (RuntimeException | Error e) {
            figures.get(person).completeExceptionally(e);
            throw e;
        }
    }

    /** Waits until the figure is ready. */
    Figure figure(Person person) {
        return figures.get(person).join();
    }
}
