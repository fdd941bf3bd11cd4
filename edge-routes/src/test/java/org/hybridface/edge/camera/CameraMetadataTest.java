// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The committed catalog page and configurers are those of the component's options: see the profile camel-metadata. */
class CameraMetadataTest {

    private final CamelCatalog catalog = new DefaultCamelCatalog();

    private String page;

    @BeforeEach
    void theCatalogKnowsTheCamera() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/META-INF/org/hybridface/edge/camera/camera.json")) {
            page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        catalog.addComponent("camera", CameraComponent.class.getName(), page);
    }

    @Test
    void theCatalogPageHasEveryOptionAsTheEndpointDeclaresIt() throws Exception {
        JsonNode options = new ObjectMapper().readTree(page).path("properties");
        List<Field> declared = Arrays.stream(CameraEndpoint.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(UriParam.class)).toList();
        assertThat(declared).isNotEmpty().allSatisfy(field -> {
            JsonNode option = options.path(field.getName());
            UriParam param = field.getAnnotation(UriParam.class);
            assertThat(option.path("description").asText()).isEqualTo(param.description());
            assertThat(option.path("defaultValue").asText("")).isEqualTo(param.defaultValue());
        });
        List<String> inherited = List.of("source", "bridgeErrorHandler", "exceptionHandler", "exchangePattern");
        assertThat(options.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(
                Stream.concat(inherited.stream(), declared.stream().map(Field::getName)).toList());
    }

    @Test
    void theConfigurerSetsEveryOption() {
        CameraEndpointConfigurer configurer = new CameraEndpointConfigurer();
        for (Field field : CameraEndpoint.class.getDeclaredFields()) {
            if (field.isAnnotationPresent(UriParam.class)) {
                assertThat(configurer.getOptionType(field.getName(), false)).as(field.getName()).isNotNull();
                assertThat(new CameraEndpointUriFactory().propertyNames()).contains(field.getName());
            }
        }
    }

    @Test
    void aMistypedOptionOfARouteIsFoundByTheCatalog() {
        assertThat(catalog.validateEndpointProperties("camera:file:clip.avi?loop=true&delivery=NEWEST").isSuccess()).isTrue();
        assertThat(catalog.validateEndpointProperties("camera:file:clip.avi?lop=true").getUnknown()).containsExactly("lop");
        assertThat(catalog.validateEndpointProperties("camera:demo?loop=maybe").getInvalidBoolean()).containsKey("loop");
    }
}
