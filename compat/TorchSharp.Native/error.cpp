#include "shim.h"

#include <c10/util/Exception.h>

#include <string>

namespace {
thread_local std::string last_error;
}

void remember_error() noexcept {
    try {
        throw;
    } catch (const c10::Error& error) {
        last_error = error.what_without_backtrace();
    } catch (const std::exception& error) {
        last_error = error.what();
    } catch (...) {
        last_error = "unknown native error";
    }
}

// The text belongs to the calling thread and is good until its next failing call.
extern "C" __attribute__((visibility("default"))) const char* shim_error() noexcept {
    return last_error.c_str();
}
