# One way to declare a folder, its tests and its embedded files. Warnings are errors everywhere.
include_guard(GLOBAL)
include(FindPkgConfig)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)

find_program(CCACHE ccache)
if(CCACHE)
    # base_dir and no hash of the directory: a fresh clone elsewhere still finds its objects.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()

add_library(sawthis_flags INTERFACE)
target_compile_options(sawthis_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
    -Wno-missing-field-initializers -Werror)
# Embedded files are longer than what every compiler must take; those we build with take them.
target_compile_options(sawthis_flags INTERFACE $<$<CXX_COMPILER_ID:Clang>:-Wno-overlength-strings>)
# Line tables are enough to read a report, and sanitizers want a little optimisation to be bearable.
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1 -fno-omit-frame-pointer")
if(SAWTHIS_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
    add_link_options(-fsanitize=address,undefined)
endif()
if(SAWTHIS_SANITIZE)
    add_compile_options(-fsanitize=${SAWTHIS_SANITIZE} -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${SAWTHIS_SANITIZE})
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    # g++ 12 sees overlaps that are not there in std::string's own operator+ (GCC bug 105651).
    target_compile_options(sawthis_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
    add_compile_definitions(_FORTIFY_SOURCE=2)
    add_compile_options(-fstack-protector-strong)
    set(CMAKE_POSITION_INDEPENDENT_CODE ON)
endif()

# sawthis_library(name SOURCES ... HEADERS ... PUBLIC ... PRIVATE ...)
# The folder `name` as one target, sawthis::name. Its headers are a file set, so that each is also
# compiled alone (target all_verify_interface_header_sets).
function(sawthis_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;HEADERS;PUBLIC;PRIVATE" ${ARGN})
    add_library(sawthis_${name} STATIC ${arg_SOURCES})
    add_library(sawthis::${name} ALIAS sawthis_${name})
    target_sources(sawthis_${name} PUBLIC FILE_SET HEADERS BASE_DIRS "${CMAKE_SOURCE_DIR}"
        FILES ${arg_HEADERS})
    target_link_libraries(sawthis_${name} PUBLIC ${arg_PUBLIC} PRIVATE sawthis_flags ${arg_PRIVATE})
endfunction()

# sawthis_test(name SOURCES ... LIBS ...): one test program for a folder; each TEST_CASE of it runs
# in the one process, since most take milliseconds.
function(sawthis_test name)
    cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
    add_executable(test_${name} ${arg_SOURCES})
    target_link_libraries(test_${name} PRIVATE sawthis_test_main sawthis_flags ${arg_LIBS})
    add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
    set_tests_properties(${name} PROPERTIES TIMEOUT 300
        ENVIRONMENT "SAWTHIS_SOURCE_DIR=${CMAKE_SOURCE_DIR};SAWTHIS_BINARY_DIR=${CMAKE_BINARY_DIR}")
endfunction()

# sawthis_embed(target namespace file...): each file becomes `inline constexpr std::string_view k_<name>`
# of that namespace (digest.html is k_digest_html), in "embedded.hpp", which only the target can include.
function(sawthis_embed target space)
    set(header "${CMAKE_CURRENT_BINARY_DIR}/embedded.hpp")
    set(text "#pragma once\n#include <string_view>\n// NOLINTBEGIN: names are made from file names\nnamespace ${space} {\nusing std::string_view_literals::operator\"\"sv;  // needs no counting of bytes\n")
    foreach(file ${ARGN})
        get_filename_component(path "${file}" ABSOLUTE)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${path}")
        file(READ "${path}" body)
        get_filename_component(stem "${file}" NAME)
        string(MAKE_C_IDENTIFIER "${stem}" id)
        string(APPEND text "inline constexpr std::string_view k_${id} = R\"sawthis(${body})sawthis\"sv;\n")
    endforeach()
    string(APPEND text "}  // namespace ${space}\n// NOLINTEND\n")
    set(old "")
    if(EXISTS "${header}")
        file(READ "${header}" old)
    endif()
    if(NOT old STREQUAL text)
        file(WRITE "${header}" "${text}")
    endif()
    target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
endfunction()
