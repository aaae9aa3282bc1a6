#pragma once

#include "net/http_client.hpp"

namespace sawthis::net {

/// Sets on `easy` (a CURL*) what is the same for all transfers of a client: limits, what libcurl
/// may do by itself, and the callbacks into a Transfer, which makes itself their data when it
/// starts.
void set_up_easy_handle(void* easy, const HttpOptions& options);

}  // namespace sawthis::net
