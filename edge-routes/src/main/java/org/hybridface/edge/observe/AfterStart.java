// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/** Does something once the context has started: before, it has no MBeans, no meters and no endpoints. */
final class AfterStart {

    private AfterStart() {
    }

    static void once(CamelContext context, Consumer<CamelContext> task) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        context.addStartupListener((started, already) -> {
            // Camel tells of a start twice when the listener was there before the context.
            if (done.compareAndSet(false, true)) {
                task.accept(started);
            }
        });
    }
}
