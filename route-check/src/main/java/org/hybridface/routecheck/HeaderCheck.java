// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.tooling.model.BaseOptionModel;

/** Headers that a route sets for a component, and that none reads: a letter too many is no fault to Camel, which sends the message without. */
final class HeaderCheck {

    private static final String OF_CAMEL = "Camel";

    /** More is another header, perhaps of a component that a bean calls. */
    private static final int SLIP = 2;

    private final Set<String> known = new TreeSet<>();

    /** @param files whose components' headers are known */
    HeaderCheck(Components components, List<RouteFile> files) {
        Arrays.stream(Exchange.class.getFields()).filter(field -> field.getType() == String.class).forEach(field -> known.add(value(field)));
        files.stream().flatMap(file -> file.madeEntries().stream()).flatMap(entry -> EndpointUse.in(entry).stream()).map(EndpointUse::scheme).distinct()
                .flatMap(scheme -> components.find(scheme).stream())
                .forEach(component -> component.getEndpointHeaders().stream().map(BaseOptionModel::getName).forEach(known::add));
    }

    private static String value(java.lang.reflect.Field constant) {
        try {
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a constant of an interface is public", e);
        }
    }

    void check(RouteFile file, RouteFile.Entry entry, Consumer<Problem> problems) {
        Place.each(entry.tree(), place -> {
            if (place.owner().equals("setHeader") && place.key().equals("name") && isSlip(place.text())) {
                problems.accept(file.problem(entry.pointer() + place.pointer(), "no component reads the header '" + place.text() + "'"
                        + Words.didYouMean(place.text(), known)));
            }
        });
    }

    private boolean isSlip(String header) {
        return header.startsWith(OF_CAMEL) && !known.contains(header) && known.stream().anyMatch(name -> Words.distance(name, header) <= SLIP);
    }
}
