// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.catalog.JSonSchemaResolver;
import org.apache.camel.catalog.impl.AbstractCamelCatalog;
import org.apache.camel.tooling.model.ComponentModel;

/**
 * The components on this class path: what is described in a catalog but not in {@code lib/} would not run. Each component's jar
 * holds its description, our own {@code camera} included.
 */
final class Components extends AbstractCamelCatalog {

    private static final String SERVICES = "META-INF/services/org/apache/camel/component/";

    private final Map<String, ComponentModel> models = new ConcurrentHashMap<>();

    Components(ClassLoader loader) {
        setJSonSchemaResolver(new Descriptions(loader));
    }

    /** Read once: a folder of many faulty files is checked many times. */
    @Override
    public ComponentModel componentModel(String scheme) {
        return models.computeIfAbsent(scheme, super::componentModel);
    }

    /** Empty when there is no such component here. */
    Optional<ComponentModel> find(String scheme) {
        return models.containsKey(scheme) ? Optional.of(models.get(scheme))
                : Optional.ofNullable(getJSonSchemaResolver().getComponentJSonSchema(scheme)).map(json -> componentModel(scheme));
    }

    private record Descriptions(ClassLoader loader) implements JSonSchemaResolver {

        @Override
        public String getComponentJSonSchema(String scheme) {
            if (!scheme.matches("[A-Za-z][A-Za-z0-9+.-]*")) {
                return null;
            }
            return read(SERVICES + scheme).map(Descriptions::packageFolder)
                    .flatMap(folder -> read("META-INF/" + folder + "/" + scheme + ".json")).orElse(null);
        }

        private static String packageFolder(String service) {
            Properties properties = new Properties();
            try {
                properties.load(new java.io.StringReader(service));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String type = properties.getProperty("class", "");
            return type.substring(0, Math.max(0, type.lastIndexOf('.'))).replace('.', '/');
        }

        private Optional<String> read(String resource) {
            try (InputStream in = loader.getResourceAsStream(resource)) {
                return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void setClassLoader(ClassLoader classLoader) {
            // Given once.
        }

        @Override
        public String getDataFormatJSonSchema(String name) {
            return null;
        }

        @Override
        public String getLanguageJSonSchema(String name) {
            return null;
        }

        @Override
        public String getTransformerJSonSchema(String name) {
            return null;
        }

        @Override
        public String getDevConsoleJSonSchema(String name) {
            return null;
        }

        @Override
        public String getOtherJSonSchema(String name) {
            return null;
        }

        @Override
        public String getModelJSonSchema(String name) {
            return null;
        }

        @Override
        public String getMainJsonSchema() {
            return null;
        }

        @Override
        public String getJBangJsonSchema() {
            return null;
        }

        @Override
        public String getPojoBeanJSonSchema(String name) {
            return null;
        }
    }
}
