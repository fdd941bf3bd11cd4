// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What there is to say of the options that were given, before anything starts.
 *
 * @param faults what cannot be meant, and what to give instead
 * @param notes  what may not be what was meant
 */
record OptionReport(List<String> faults, List<String> notes) {

    /** How they are written: the file, names, and the names in values. */
    static OptionReport ofNames(DeviceOptions own, Path routes) throws IOException {
        return ofNames(own, OptionCheck.misnamed(own), routes);
    }

    private static OptionReport ofNames(DeviceOptions own, Map<String, String> misnamed, Path routes) throws IOException {
        List<OptionNames.Unknown> unknown = OptionCheck.unknown(own, routes);
        List<String> faults = new ArrayList<>(own.faults());
        unknown.stream().filter(OptionNames.Unknown::isRefused).map(OptionNames.Unknown::text).forEach(faults::add);
        faults.addAll(misnamed.values());
        faults.addAll(OptionCheck.camelFaults(own));
        List<String> notes = new ArrayList<>(own.notes());
        unknown.stream().filter(one -> !one.isRefused()).map(OptionNames.Unknown::text).forEach(notes::add);
        return new OptionReport(List.copyOf(faults), List.copyOf(notes));
    }

    /** The same, and their values. */
    static OptionReport of(DeviceOptions own, Options options, Path routes) throws IOException {
        Map<String, String> misnamed = OptionCheck.misnamed(own);
        OptionReport names = ofNames(own, misnamed, routes);
        List<String> faults = new ArrayList<>(names.faults);
        faults.addAll(DeviceSettings.faults(options, misnamed.keySet()));
        List<String> notes = new ArrayList<>(names.notes);
        notes.addAll(DeviceSettings.notes(options));
        return new OptionReport(List.copyOf(faults), List.copyOf(notes));
    }
}
