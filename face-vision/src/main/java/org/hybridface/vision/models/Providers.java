// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.models;

import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.vision.VisionException;

/**
 * The providers of one kind: those of this jar and of every other jar on the class path. Somebody else wrote the latter, so whatever they do
 * wrong is said as a {@link VisionException} that names them. Immutable, thread safe.
 *
 * @param <P> the kind
 */
final class Providers<P> {

    private static final String AUTO = "auto";

    private final Class<P> kind;
    private final Function<P, String> named;
    private final String option;
    private final String usual;

    /**
     * @param named  a provider's name
     * @param option what chooses among them
     * @param usual  what {@code auto} stands for
     */
    Providers(Class<P> kind, Function<P, String> named, String option, String usual) {
        this.kind = kind;
        this.named = named;
        this.option = option;
        this.usual = usual;
    }

    /** @throws VisionException when there is none of that name, or more than one */
    P named(String name) {
        String meant = name.equals(AUTO) ? usual : name;
        List<P> all = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        find(all, faults);
        List<P> found = all.stream().filter(one -> named.apply(one).equals(meant)).toList();
        if (found.isEmpty()) {
            throw new VisionException(option + " is '" + name + "'; choose one of: "
                    + Stream.concat(Stream.of(AUTO), all.stream().map(named).distinct().sorted()).collect(Collectors.joining(", "))
                    + ", or put a jar with a " + kind.getSimpleName() + " of that name on the class path"
                    + faults.stream().map(fault -> ". " + fault + ": mend or remove it").collect(Collectors.joining()));
        }
        if (found.size() > 1) {
            throw new VisionException(option + " is '" + name + "', and more than one " + kind.getSimpleName() + " is called '" + meant + "': "
                    + found.stream().map(Providers::inWords).collect(Collectors.joining(", ")) + ". Leave only one of these on the class path");
        }
        return found.get(0);
    }

    /**
     * What a provider makes.
     *
     * @param name of the provider
     * @throws VisionException when there is no such provider, or it fails
     */
    <T> T made(String name, Function<P, T> making) {
        P provider = named(name);
        try {
            return making.apply(provider);
        } catch (RuntimeException | LinkageError e) {
            String reason = e instanceof VisionException ? e.getMessage() : e.toString();
            throw new VisionException("%s is '%s', and its provider, %s, cannot be used: %s".formatted(option, name, inWords(provider), reason), e);
        }
    }

    /** One that cannot be used keeps nobody from using another. */
    private void find(List<P> all, List<String> faults) {
        Iterator<P> found = ServiceLoader.load(kind, loader()).iterator();
        boolean more = true;
        while (more) {
            try {
                more = found.hasNext();
                if (more) {
                    P provider = found.next();
                    if (Optional.ofNullable(named.apply(provider)).filter(name -> !name.isBlank()).isPresent()) {
                        all.add(provider);
                    } else {
                        faults.add(inWords(provider) + " has no name");
                    }
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                faults.add("A jar there names a " + kind.getSimpleName() + " that cannot be used (" + e.getMessage() + ")");
            }
        }
    }

    private static String inWords(Object provider) {
        String type = provider.getClass().getName();
        return jar(provider.getClass()).map(jar -> type + " in " + jar).orElse(type);
    }

    private static Optional<String> jar(Class<?> type) {
        return Optional.ofNullable(type.getProtectionDomain().getCodeSource()).map(CodeSource::getLocation).map(URL::getPath)
                .map(path -> path.endsWith("/") ? path : path.substring(path.lastIndexOf('/') + 1));
    }

    /** A class loader of a thread may see more than our own, for example jars added by an application. */
    private static ClassLoader loader() {
        return Optional.ofNullable(Thread.currentThread().getContextClassLoader()).orElse(Providers.class.getClassLoader());
    }
}
